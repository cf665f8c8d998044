// The bare loop that the transport is measured against: libcurl's multi interface, handles that are configured once and
// reused, no headers kept, no executor, no cancellation, no error handling beyond counting.
//
//     curl-loop poll|epoll URL REQUESTS CONCURRENCY BODY
//
// `poll` is curl_multi_perform + curl_multi_poll, as most programs use it; `epoll` is curl_multi_socket_action over epoll.
// Prints: answered failed seconds
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>

struct slot {
    CURL *easy;
    size_t length;
    char body[4096];
};

static CURLM *multi;
static long started, answered, failed, total;

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
    struct slot *slot = context;
    size_t room = sizeof slot->body - slot->length, n = size * count;
    memcpy(slot->body + slot->length, bytes, n < room ? n : room);
    slot->length += n < room ? n : room;
    return n;
}

static void start(struct slot *slot) {
    slot->length = 0;
    started++;
    curl_multi_add_handle(multi, slot->easy);
}

static int harvest(void) {
    CURLMsg *message;
    int left, finished = 0;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL *easy = message->easy_handle;
        long status = 0;
        struct slot *slot = NULL;
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&slot);
        if (message->data.result == CURLE_OK && status == 200) answered++; else failed++;
        curl_multi_remove_handle(multi, easy);
        finished++;
        if (started < total) start(slot);
    }
    return finished;
}

static void run_poll(void) {
    int running = 0;
    while (answered + failed < total) {
        curl_multi_perform(multi, &running);
        if (harvest() == 0) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
}

static int poller;
static long timeout_ms = -1;

static int on_timer(CURLM *m, long ms, void *context) {
    (void)m; (void)context;
    timeout_ms = ms;
    return 0;
}

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *context, void *known) {
    (void)easy; (void)context;
    if (what == CURL_POLL_REMOVE) {
        epoll_ctl(poller, EPOLL_CTL_DEL, fd, NULL);
        return 0;
    }
    struct epoll_event event = {.data.fd = fd};
    if (what & CURL_POLL_IN) event.events |= EPOLLIN;
    if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
    if (epoll_ctl(poller, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event) != 0)
        epoll_ctl(poller, known ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event);
    curl_multi_assign(multi, fd, multi);
    return 0;
}

static void run_epoll(void) {
    int running = 0;
    while (answered + failed < total) {
        struct epoll_event events[256];
        int ready = epoll_wait(poller, events, 256, timeout_ms < 0 || timeout_ms > 1000 ? 1000 : (int)timeout_ms);
        for (int i = 0; i < ready; i++) {
            int mask = (events[i].events & EPOLLIN ? CURL_CSELECT_IN : 0) | (events[i].events & EPOLLOUT ? CURL_CSELECT_OUT : 0)
                | (events[i].events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
            curl_multi_socket_action(multi, events[i].data.fd, mask, &running);
        }
        if (timeout_ms == 0 || ready == 0) {
            timeout_ms = -1;
            curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
        }
        harvest();
    }
}

int main(int argc, char **argv) {
    if (argc != 6) return fprintf(stderr, "usage: curl-loop poll|epoll URL REQUESTS CONCURRENCY BODY\n"), 64;
    total = atol(argv[3]);
    long concurrency = atol(argv[4]), size = atol(argv[5]);
    if (total < 1 || concurrency < 1 || concurrency > 1024 || size < 0 || size > (1 << 20)) return 64;
    char *body = malloc((size_t)size + 1);
    memset(body, 'a', (size_t)size);
    curl_global_init(CURL_GLOBAL_ALL);
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, concurrency);
    int epoll = strcmp(argv[1], "epoll") == 0;
    if (epoll) {
        poller = epoll_create1(EPOLL_CLOEXEC);
        curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
        curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
    }
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json; charset=utf-8");
    headers = curl_slist_append(headers, "Authorization: Bearer t-0123456789abcdef0123456789abcdef01234567");
    headers = curl_slist_append(headers, "Expect:");

    struct slot *slots = calloc((size_t)concurrency, sizeof *slots);
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (long i = 0; i < concurrency && started < total; i++) {
        CURL *easy = slots[i].easy = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_URL, argv[2]);
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, size);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 30000L);
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, 5000L);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &slots[i]);
        curl_easy_setopt(easy, CURLOPT_PRIVATE, &slots[i]);
        start(&slots[i]);
    }
    if (epoll) run_epoll(); else run_poll();
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
    printf("%ld %ld %.6f\n", answered, failed, seconds);
    for (long i = 0; i < concurrency; i++) curl_easy_cleanup(slots[i].easy);
    curl_multi_cleanup(multi);
    return failed == 0 ? 0 : 1;
}
