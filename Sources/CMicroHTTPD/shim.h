#pragma once
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

// What Swift can't call itself (variadic functions, casting macros), and nothing more.

/// libmicrohttpd would decode in place and lose everything behind "%00": we decode ourselves.
static inline size_t relay_mhd_keep_escapes(void *cls, struct MHD_Connection *connection, char *text) {
    (void)cls;
    (void)connection;
    return strlen(text);
}

static inline struct MHD_Daemon *relay_mhd_start(
    int listen_socket, MHD_AccessHandlerCallback handler,
    void *(*begin)(void *context, const char *target, struct MHD_Connection *connection),
    MHD_RequestCompletedCallback completed, void *context, size_t memory_per_connection, unsigned int connections,
    unsigned int timeout_seconds) {
    return MHD_start_daemon(
        MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handler, context,
        MHD_OPTION_LISTEN_SOCKET, listen_socket, MHD_OPTION_URI_LOG_CALLBACK, begin, context,
        MHD_OPTION_NOTIFY_COMPLETED, completed, context, MHD_OPTION_UNESCAPE_CALLBACK, relay_mhd_keep_escapes, NULL,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory_per_connection, MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_CONNECTION_TIMEOUT, timeout_seconds, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

static inline unsigned int relay_mhd_connection_count(struct MHD_Daemon *daemon) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
    return info ? info->num_connections : 0;
}

/// Makes the kernel send a reset: dissolving the association of a TCP socket does, SO_LINGER doesn't, since
/// libmicrohttpd shuts the socket down before it closes it.
static inline void relay_mhd_reset(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (!info) return;
    struct sockaddr nowhere;
    memset(&nowhere, 0, sizeof nowhere);
    nowhere.sa_family = AF_UNSPEC;
    (void)connect(info->connect_fd, &nowhere, sizeof nowhere);
}

/// Writes the peer's numeric address, without port, as a C string; returns 0 where it is unknown.
static inline int relay_mhd_peer(struct MHD_Connection *connection, char *text, socklen_t capacity) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (!info || !info->client_addr) return 0;
    const struct sockaddr *address = info->client_addr;
    if (address->sa_family == AF_INET)
        return inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, text, capacity) != NULL;
    if (address->sa_family == AF_INET6)
        return inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)address)->sin6_addr, text, capacity) != NULL;
    return 0;
}

/// The port of a bound socket, or -1.
static inline int relay_bound_port(int descriptor) {
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    if (getsockname(descriptor, (struct sockaddr *)&address, &size) != 0) return -1;
    if (address.ss_family == AF_INET) return ntohs(((struct sockaddr_in *)&address)->sin_port);
    if (address.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
    return -1;
}

/// What a body reader returns to break the connection off.
static inline ssize_t relay_mhd_reader_failed(void) { return MHD_CONTENT_READER_END_WITH_ERROR; }

/// A descriptor that wakes a waiting thread, or -1. (Swift's Glibc module doesn't know eventfd.)
static inline int relay_wakeup_make(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline void relay_wakeup_signal(int descriptor) { (void)eventfd_write(descriptor, 1); }

/// Until it is signalled, or for so many milliseconds; without bound below 0.
static inline void relay_wakeup_wait(int descriptor, int milliseconds) {
    struct pollfd entry = {.fd = descriptor, .events = POLLIN, .revents = 0};
    (void)poll(&entry, 1, milliseconds);
    eventfd_t count;
    (void)eventfd_read(descriptor, &count);
}
