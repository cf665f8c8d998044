// A local HTTP target that stands where Feishu is while a relay is measured: one thread, epoll, keep-alive. It answers
// tokens, instance syncs and messages with what Feishu says on success, counts the syncs, and may hold each for a time.
//
//     counting-target
//
// Prints its port and serves until standard input ends. Controlled over HTTP, by whoever measures:
//     GET /reset?hold_us=N&arrivals=N   forget the counts; hold each sync for 0…N µs, uniformly; note when the first
//                                       sync of each instance came whose id ends in -0 … -(N-1)
//     GET /stats                        {"calls","tokens","others","first_us","last_us","held_us","peak"}
//     GET /arrivals                     a JSON array of the noted times; 0: none came
// Times are µs since 1970: first_us when the first sync had come in whole, last_us when the last one was answered.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 4096, KEPT = 32 * 1024, MAXIMUM_ARRIVALS = 1000000 };

struct connection {
    unsigned serial;   // tells a held answer that its connection is gone
    size_t length;     // bytes of the request that are kept: the head and what of the body has room
    size_t head;       // length of the head; 0 while it is incomplete
    size_t body_left;  // bytes of the body that have not come
    char bytes[KEPT + 1];
};

struct held {
    int64_t due, since;
    int fd;
    unsigned serial;
};

static struct connection *connections[CONNECTIONS];
static struct held waiting[CONNECTIONS];  // a binary heap by `due`
static int waiting_count, timer = -1;
static unsigned serials;
static uint64_t calls, tokens, others, random_state;
static int64_t first_us, last_us, held_ns, hold_us;
static int64_t *arrivals;
static long arrival_count;
static int peak;

static int64_t nanoseconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int64_t wall_us(void) { return nanoseconds(CLOCK_REALTIME) / 1000; }

static uint64_t next_random(void) {  // splitmix64
    uint64_t z = random_state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

#define HEAD \
    "HTTP/1.1 200 OK\r\n" \
    "Content-Type: application/json; charset=utf-8\r\n" \
    "X-Tt-Logid: 202401010000000000000000000000000000\r\n" \
    "X-Ogw-Ratelimit-Limit: 1000\r\n" \
    "X-Ogw-Ratelimit-Reset: 60\r\n"

static const char sync_answer[] = HEAD "Content-Length: 33\r\n\r\n{\"code\":0,\"msg\":\"ok\",\"data\":{}}\r\n";
static const char message_answer[] =
    HEAD "Content-Length: 53\r\n\r\n{\"code\":0,\"msg\":\"ok\",\"data\":{\"message_id\":\"7000001\"}}";
static const char token_answer[] =
    HEAD "Content-Length: 69\r\n\r\n{\"code\":0,\"msg\":\"ok\",\"tenant_access_token\":\"t-bench\",\"expire\":7200}  ";

static int send_all(int fd, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t n = send(fd, bytes, count, MSG_NOSIGNAL);
        if (n > 0) bytes += n, count -= (size_t)n;
        else if (n < 0 && errno == EINTR) continue;
        else return -1;
    }
    return 0;
}

static int send_text(int fd, const char *body, size_t count) {
    char head[128];
    int n = snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n", count);
    return send_all(fd, head, (size_t)n) != 0 ? -1 : send_all(fd, body, count);
}

static void drop(int fd) {
    free(connections[fd]);
    connections[fd] = NULL;
    close(fd);
}

static void arm(void) {
    struct itimerspec when = {0};
    if (waiting_count > 0) {
        when.it_value.tv_sec = waiting[0].due / 1000000000;
        when.it_value.tv_nsec = waiting[0].due % 1000000000;
    }
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &when, NULL);
}

static void push(struct held item) {
    int i = waiting_count++;
    while (i > 0 && waiting[(i - 1) / 2].due > item.due) waiting[i] = waiting[(i - 1) / 2], i = (i - 1) / 2;
    waiting[i] = item;
    if (waiting_count > peak) peak = waiting_count;
    if (i == 0) arm();
}

static struct held pop(void) {
    struct held top = waiting[0], last = waiting[--waiting_count];
    int i = 0;
    for (;;) {
        int child = 2 * i + 1;
        if (child >= waiting_count) break;
        if (child + 1 < waiting_count && waiting[child + 1].due < waiting[child].due) child++;
        if (waiting[child].due >= last.due) break;
        waiting[i] = waiting[child];
        i = child;
    }
    waiting[i] = last;
    return top;
}

static void release_due(void) {
    int64_t now = nanoseconds(CLOCK_MONOTONIC);
    while (waiting_count > 0 && waiting[0].due <= now) {
        struct held item = pop();
        struct connection *c = connections[item.fd];
        if (c == NULL || c->serial != item.serial) continue;
        held_ns += now - item.since;
        if (send_all(item.fd, sync_answer, sizeof sync_answer - 1) != 0) drop(item.fd);
    }
    last_us = wall_us();
    arm();
}

static long parameter(const char *line, const char *name) {
    const char *at = strstr(line, name);
    return at == NULL ? 0 : strtol(at + strlen(name), NULL, 10);
}

static void note_arrival(const struct connection *c) {
    static const char name[] = "\"instance_id\":\"";
    const char *body = c->bytes + c->head, *end = c->bytes + c->length;
    const char *at = memmem(body, (size_t)(end - body), name, sizeof name - 1);
    if (at == NULL) return;
    at += sizeof name - 1;
    const char *quote = memchr(at, '"', (size_t)(end - at)), *digits = quote;
    if (quote == NULL) return;
    while (digits > at && digits[-1] >= '0' && digits[-1] <= '9') digits--;
    if (digits == quote || digits == at || digits[-1] != '-') return;
    long number = strtol(digits, NULL, 10);
    if (number >= 0 && number < arrival_count && arrivals[number] == 0) arrivals[number] = wall_us();
}

static int control(int fd, const char *line) {
    char text[512];
    if (strncmp(line, "GET /stats", 10) == 0) {
        int n = snprintf(text, sizeof text,
            "{\"calls\":%lu,\"tokens\":%lu,\"others\":%lu,\"first_us\":%ld,\"last_us\":%ld,\"held_us\":%ld,\"peak\":%d}",
            calls, tokens, others, (long)first_us, (long)last_us, (long)(held_ns / 1000), peak);
        return send_text(fd, text, (size_t)n);
    }
    if (strncmp(line, "GET /arrivals", 13) == 0) {
        char *all = malloc((size_t)arrival_count * 21 + 3);
        if (all == NULL) return -1;
        size_t n = 0;
        all[n++] = '[';
        for (long i = 0; i < arrival_count; i++) n += (size_t)sprintf(all + n, i == 0 ? "%ld" : ",%ld", (long)arrivals[i]);
        all[n++] = ']';
        int result = send_text(fd, all, n);
        free(all);
        return result;
    }
    calls = tokens = others = 0;
    first_us = last_us = held_ns = 0;
    peak = 0;
    hold_us = parameter(line, "hold_us=");
    if (hold_us < 0 || hold_us > 10000000) hold_us = 0;
    arrival_count = parameter(line, "arrivals=");
    if (arrival_count < 0 || arrival_count > MAXIMUM_ARRIVALS) arrival_count = 0;
    free(arrivals);
    arrivals = calloc((size_t)arrival_count + 1, sizeof *arrivals);
    random_state = 20240101;
    return arrivals == NULL ? -1 : send_text(fd, "{}", 2);
}

/// Answers a request that is there in whole.
static int answer(int fd, struct connection *c) {
    c->bytes[c->head - 1] = 0;
    const char *line = c->bytes, *path = strchr(line, ' ');
    if (path == NULL) return -1;
    path++;
    if (strncmp(path, "/open-apis/approval/v4/external_instances", 41) == 0 && path[41] != '/') {
        calls++;
        if (first_us == 0) first_us = wall_us();
        if (arrival_count > 0) note_arrival(c);
        if (hold_us > 0 && waiting_count < CONNECTIONS) {
            int64_t now = nanoseconds(CLOCK_MONOTONIC);
            int64_t time = (int64_t)(next_random() % ((uint64_t)hold_us * 1000 + 1));
            push((struct held){.due = now + time, .since = now, .fd = fd, .serial = c->serial});
            return 0;
        }
        int result = send_all(fd, sync_answer, sizeof sync_answer - 1);
        last_us = wall_us();
        return result;
    }
    if (strncmp(path, "/open-apis/auth/", 16) == 0) {
        tokens++;
        return send_all(fd, token_answer, sizeof token_answer - 1);
    }
    if (strncmp(path, "/stats", 6) == 0 || strncmp(path, "/arrivals", 9) == 0 || strncmp(path, "/reset", 6) == 0)
        return control(fd, line);
    others++;
    return send_all(fd, message_answer, sizeof message_answer - 1);
}

static size_t content_length(const struct connection *c) {
    const char *at = c->bytes, *end = c->bytes + c->head;
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL && ++at < end)
        if (strncasecmp(at, "content-length:", 15) == 0) {
            long value = strtol(at + 15, NULL, 10);
            return value > 0 ? (size_t)value : 0;
        }
    return 0;
}

/// Takes in what arrived and answers what it completes; -1: the connection is of no more use.
static int consume(int fd, struct connection *c, const char *bytes, size_t count) {
    while (count > 0) {
        if (c->head == 0) {
            size_t room = KEPT - c->length, taken = count < room ? count : room;
            if (taken == 0) return -1;
            size_t from = c->length > 3 ? c->length - 3 : 0;
            memcpy(c->bytes + c->length, bytes, taken);
            const char *end = memmem(c->bytes + from, c->length + taken - from, "\r\n\r\n", 4);
            if (end == NULL) {
                c->length += taken;
                bytes += taken;
                count -= taken;
                continue;
            }
            c->head = (size_t)(end - c->bytes) + 4;
            bytes += c->head - c->length;
            count -= c->head - c->length;
            c->length = c->head;
            c->bytes[c->head] = 0;
            c->body_left = content_length(c);
        }
        size_t taken = count < c->body_left ? count : c->body_left;
        size_t room = KEPT - c->length, kept = taken < room ? taken : room;
        memcpy(c->bytes + c->length, bytes, kept);
        c->length += kept;
        c->body_left -= taken;
        bytes += taken;
        count -= taken;
        if (c->body_left > 0) continue;
        if (answer(fd, c) != 0) return -1;
        c->length = c->head = 0;
    }
    return 0;
}

int main(void) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 1024) != 0
        || getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
        perror("counting-target");
        return 1;
    }
    int poller = epoll_create1(EPOLL_CLOEXEC);
    timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    const int watched[] = {0, listener, timer};
    for (int i = 0; i < 3; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.fd = watched[i]};
        if (epoll_ctl(poller, EPOLL_CTL_ADD, watched[i], &event) != 0) {
            fprintf(stderr, "counting-target: standard input must be a pipe: it ends when the pipe does\n");
            return 1;
        }
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);

    static char bytes[64 * 1024];
    for (;;) {
        struct epoll_event events[256];
        int ready = epoll_wait(poller, events, 256, -1);
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            if (fd == 0) {
                if (read(0, bytes, sizeof bytes) > 0) continue;
                return 0;
            }
            if (fd == timer) {
                if (read(timer, bytes, 8) == 8) release_due();
                continue;
            }
            if (fd == listener) {
                int accepted;
                while ((accepted = accept4(listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
                    if (accepted >= CONNECTIONS || (connections[accepted] = malloc(sizeof(struct connection))) == NULL) {
                        close(accepted);
                        continue;
                    }
                    struct connection *c = connections[accepted];
                    c->serial = ++serials;
                    c->length = c->head = c->body_left = 0;
                    setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                    struct epoll_event event = {.events = EPOLLIN, .data.fd = accepted};
                    epoll_ctl(poller, EPOLL_CTL_ADD, accepted, &event);
                }
                continue;
            }
            if (connections[fd] == NULL) continue;
            ssize_t n = recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
            if (n < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (n <= 0 || consume(fd, connections[fd], bytes, (size_t)n) != 0) drop(fd);
        }
    }
}
