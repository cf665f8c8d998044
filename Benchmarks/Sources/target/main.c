// A local HTTP target for measuring clients: one thread, epoll, keep-alive, answers every request at once with the body
// that Feishu sends on success. It reads requests with a Content-Length body, pipelined or split at any byte.
//
// Prints its port, serves until standard input ends, then prints how many requests it answered.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECTIONS = 4096, HEAD = 16 * 1024 };

struct connection {
    size_t length;      // bytes of a head that is still incomplete
    size_t body_left;   // bytes of the current request's body that have not arrived
    char head[HEAD];
};

static struct connection *connections[CONNECTIONS];

static const char answer[] =
    "HTTP/1.1 200 OK\r\n"
    "Content-Type: application/json; charset=utf-8\r\n"
    "X-Tt-Logid: 202401010000000000000000000000000000\r\n"
    "X-Ogw-Ratelimit-Limit: 1000\r\n"
    "X-Ogw-Ratelimit-Reset: 60\r\n"
    "Content-Length: 33\r\n"
    "\r\n"
    "{\"code\":0,\"msg\":\"ok\",\"data\":{}}\r\n";

static size_t content_length(const char *head, size_t length) {
    const char *name = memmem(head, length, "Content-Length:", 15);
    if (name == NULL) name = memmem(head, length, "content-length:", 15);
    if (name == NULL) return 0;
    long value = strtol(name + 15, NULL, 10);
    return value > 0 ? (size_t)value : 0;
}

/// Consumes what arrived; returns the number of requests that it completed, or -1 for a head that is too long.
static int consume(struct connection *c, const char *bytes, size_t count) {
    int requests = 0;
    while (count > 0) {
        if (c->body_left > 0) {
            size_t taken = count < c->body_left ? count : c->body_left;
            c->body_left -= taken;
            bytes += taken;
            count -= taken;
            if (c->body_left == 0) requests++;
            continue;
        }
        size_t room = HEAD - c->length, taken = count < room ? count : room;
        if (taken == 0) return -1;
        memcpy(c->head + c->length, bytes, taken);
        const char *end = memmem(c->head, c->length + taken, "\r\n\r\n", 4);
        if (end == NULL) {
            c->length += taken;
            bytes += taken;
            count -= taken;
            continue;
        }
        size_t head = (size_t)(end - c->head) + 4;
        c->body_left = content_length(c->head, head);
        if (c->body_left == 0) requests++;
        bytes += head - c->length;
        count -= head - c->length;
        c->length = 0;
    }
    return requests;
}

static int answer_all(int fd, int requests) {
    while (requests-- > 0) {
        size_t done = 0;
        while (done < sizeof answer - 1) {
            ssize_t n = send(fd, answer + done, sizeof answer - 1 - done, MSG_NOSIGNAL);
            if (n > 0) done += (size_t)n;
            else if (n < 0 && errno == EINTR) continue;
            else return -1;
        }
    }
    return 0;
}

int main(void) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 1024) != 0
        || getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
        perror("target");
        return 1;
    }
    int poller = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, input = {.events = EPOLLIN, .data.fd = 0};
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    if (epoll_ctl(poller, EPOLL_CTL_ADD, 0, &input) != 0) {
        fprintf(stderr, "target: standard input must be a pipe: it ends when the pipe does\n");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);

    unsigned long answered = 0;
    char bytes[64 * 1024];
    for (;;) {
        struct epoll_event events[256];
        int ready = epoll_wait(poller, events, 256, -1);
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            if (fd == 0) {
                if (read(0, bytes, sizeof bytes) > 0) continue;
                printf("%lu\n", answered);
                return 0;
            }
            if (fd == listener) {
                int accepted;
                while ((accepted = accept4(listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
                    if (accepted >= CONNECTIONS || (connections[accepted] = calloc(1, sizeof(struct connection))) == NULL) {
                        close(accepted);
                        continue;
                    }
                    setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                    struct epoll_event new = {.events = EPOLLIN, .data.fd = accepted};
                    epoll_ctl(poller, EPOLL_CTL_ADD, accepted, &new);
                }
                continue;
            }
            ssize_t n = recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
            if (n < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            int requests = n > 0 ? consume(connections[fd], bytes, (size_t)n) : -1;
            if (requests >= 0) answered += (unsigned long)requests;
            if (requests < 0 || answer_all(fd, requests) != 0) {
                free(connections[fd]);
                connections[fd] = NULL;
                close(fd);
            }
        }
    }
}
