#pragma once
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/prctl.h>

#if RD_KAFKA_VERSION < 0x020000ff
#error "librdkafka 2.0.0 or newer is needed"
#endif

/// What was freed goes back to the system, where the C library has a function for that.
static inline void crdkafka_give_memory_back(void) {
#ifdef __GLIBC__
        malloc_trim(0);
#endif
}

/// One produce call through `rd_kafka_produceva`, its argument array on the C stack.
/// A present but empty key or value keeps its difference from an absent one: an absent one has `has_… = 0`.
/// Takes `headers` over in every case. Copies key and value.
static inline rd_kafka_error_t *crdkafka_produce(rd_kafka_t *rk,
                                                 rd_kafka_topic_t *topic,
                                                 int32_t partition,
                                                 int has_key,
                                                 const void *key,
                                                 size_t key_size,
                                                 int has_value,
                                                 const void *value,
                                                 size_t value_size,
                                                 int64_t timestamp,
                                                 rd_kafka_headers_t *headers,
                                                 uint64_t tag) {
        rd_kafka_vu_t vus[8];
        size_t count = 0;
        rd_kafka_error_t *error;

        vus[count].vtype   = RD_KAFKA_VTYPE_RKT;
        vus[count++].u.rkt = topic;
        vus[count].vtype   = RD_KAFKA_VTYPE_PARTITION;
        vus[count++].u.i32 = partition;
        vus[count].vtype   = RD_KAFKA_VTYPE_MSGFLAGS;
        vus[count++].u.i   = RD_KAFKA_MSG_F_COPY;
        vus[count].vtype   = RD_KAFKA_VTYPE_OPAQUE;
        vus[count++].u.ptr = (void *)(uintptr_t)tag;
        if (has_key) {
                vus[count].vtype        = RD_KAFKA_VTYPE_KEY;
                vus[count].u.mem.ptr    = key ? (void *)key : (void *)"";
                vus[count++].u.mem.size = key ? key_size : 0;
        }
        if (has_value) {
                vus[count].vtype        = RD_KAFKA_VTYPE_VALUE;
                vus[count].u.mem.ptr    = value ? (void *)value : (void *)"";
                vus[count++].u.mem.size = value ? value_size : 0;
        }
        if (timestamp > 0) {
                vus[count].vtype   = RD_KAFKA_VTYPE_TIMESTAMP;
                vus[count++].u.i64 = timestamp;
        }
        if (headers) {
                vus[count].vtype       = RD_KAFKA_VTYPE_HEADERS;
                vus[count++].u.headers = headers;
        }
        error = rd_kafka_produceva(rk, vus, count);
        if (error && headers)
                rd_kafka_headers_destroy(headers);
        return error;
}

/// Names the calling thread; the system shows the first 15 bytes.
static inline void crdkafka_name_thread(const char *name) {
        prctl(PR_SET_NAME, name, 0, 0, 0);
}

/// The variadic `rd_kafka_mock_broker_push_request_error_rtts` for one error and delay.
static inline rd_kafka_resp_err_t crdkafka_mock_push_error_rtt(rd_kafka_mock_cluster_t *cluster,
                                                               int32_t broker,
                                                               int16_t api_key,
                                                               rd_kafka_resp_err_t error,
                                                               int rtt_ms) {
        return rd_kafka_mock_broker_push_request_error_rtts(cluster, broker, api_key, (size_t)1, error, rtt_ms);
}
