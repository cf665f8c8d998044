#pragma once

// What Swift can't import of libcurl (variadic functions, function-like macros), as typed inline functions, so that a wrong
// argument type is a compile error instead of undefined behaviour. Nothing here decides anything.

#include <curl/curl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <time.h>

#if LIBCURL_VERSION_NUM < 0x075500
#error "libcurl 7.85 or newer is needed (CURLOPT_PROTOCOLS_STR); install libcurl4-openssl-dev"
#endif

typedef size_t (*ccurl_data_callback)(char *_Nullable, size_t, size_t, void *_Nullable);
typedef int (*ccurl_prereq_callback)(
    void *_Nullable, char *_Nullable, char *_Nullable, int, int);

// Options of an easy handle.

static inline CURLcode ccurl_set_long(CURL *_Nonnull easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_offset(CURL *_Nonnull easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_string(CURL *_Nonnull easy, CURLoption option, const char *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_pointer(CURL *_Nonnull easy, CURLoption option, void *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_headers(CURL *_Nonnull easy, struct curl_slist *_Nullable list) {
    return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
}

static inline CURLcode ccurl_set_share(CURL *_Nonnull easy, CURLSH *_Nullable share) {
    return curl_easy_setopt(easy, CURLOPT_SHARE, share);
}

static inline void ccurl_set_callbacks(
    CURL *_Nonnull easy, ccurl_data_callback _Nonnull body, ccurl_data_callback _Nonnull header,
    ccurl_prereq_callback _Nonnull prereq, void *_Nullable context) {
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, context);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, prereq);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, context);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, context);
}

/// The bytes aren't copied: they must stay in place until the transfer is over or another body is set.
static inline CURLcode ccurl_set_body(CURL *_Nonnull easy, const void *_Nonnull bytes, size_t count) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    return code != CURLE_OK ? code : curl_easy_setopt(easy, CURLOPT_POSTFIELDS, bytes);
}

/// libcurl refers to no body any more.
static inline void ccurl_clear_body(CURL *_Nonnull easy) {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, NULL);
}

// What is known of a transfer that ended. Microseconds since its start; 0: not reached.

struct ccurl_summary {
    long status;
    long version;
    long connects;
    long os_error;
    curl_off_t name_lookup;
    curl_off_t connect;
    curl_off_t tls;
    curl_off_t first_byte;
    curl_off_t total;
};

static inline void ccurl_get_summary(CURL *_Nonnull easy, struct ccurl_summary *_Nonnull out) {
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &out->status);
    curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, &out->version);
    curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &out->connects);
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &out->os_error);
    curl_easy_getinfo(easy, CURLINFO_NAMELOOKUP_TIME_T, &out->name_lookup);
    curl_easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &out->connect);
    curl_easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &out->tls);
    curl_easy_getinfo(easy, CURLINFO_STARTTRANSFER_TIME_T, &out->first_byte);
    curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &out->total);
}

/// The length that the answer declared; -1: none.
static inline curl_off_t ccurl_declared_length(CURL *_Nonnull easy) {
    curl_off_t length = -1;
    curl_easy_getinfo(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    return length;
}

// The multi handle.

static inline CURLMcode ccurl_multi_set_long(CURLM *_Nonnull multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

static inline CURLSHcode ccurl_share(CURLSH *_Nonnull share, curl_lock_data data) {
    return curl_share_setopt(share, CURLSHOPT_SHARE, data);
}

/// The context of the next transfer that ended, with its result and handle; NULL: none.
static inline void *_Nullable ccurl_multi_next_finished(
    CURLM *_Nonnull multi, CURLcode *_Nonnull result) {
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg != CURLMSG_DONE) continue;
        char *context = NULL;
        *result = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &context);
        return context;
    }
    return NULL;
}

// Process and threads.

/// Once per process, before the first handle. A peer that resets a connection must not end the process: libcurl leaves
/// SIGPIPE to us, since it is told not to touch signals.
static inline CURLcode ccurl_global_init(void) {
    signal(SIGPIPE, SIG_IGN);
    return curl_global_init(CURL_GLOBAL_ALL);
}

static inline int ccurl_resolves_in_threads(void) {
    return (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_ASYNCHDNS) != 0;
}

static inline int64_t ccurl_monotonic_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/// Starts a thread on which no signal is delivered. Returns 0 or an error number.
static inline int ccurl_start_thread(
    pthread_t *_Nonnull thread, int detached, void *_Nullable (*_Nonnull body)(void *_Nullable), void *_Nullable context) {
    pthread_attr_t attributes;
    sigset_t all, before;
    int code = pthread_attr_init(&attributes);
    if (code != 0) return code;
    if (detached) pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    code = pthread_create(thread, &attributes, body, context);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return code;
}

static inline uintptr_t ccurl_current_thread(void) {
    return (uintptr_t)pthread_self();
}
