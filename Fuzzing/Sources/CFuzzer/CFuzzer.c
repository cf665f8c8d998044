#include "CFuzzer.h"

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <string.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t capacity);

int cfuzzer_run(int argc, char **argv, int (*callback)(const uint8_t *data, size_t size)) {
    return LLVMFuzzerRunDriver(&argc, &argv, callback);
}

size_t cfuzzer_mutate(uint8_t *data, size_t size, size_t capacity) { return LLVMFuzzerMutate(data, size, capacity); }

// The program's own malloc comes before the C library's, for all libraries: simdjson's and libyaml's memory is counted with Swift's.

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *memory);

static atomic_size_t live;
static atomic_size_t peak;

static void *taken(void *memory) {
    if (!memory) return NULL;
    size_t size = malloc_usable_size(memory);
    size_t now = atomic_fetch_add_explicit(&live, size, memory_order_relaxed) + size;
    // Two threads at once may miss some bytes of the peak: targets use one.
    if (now > atomic_load_explicit(&peak, memory_order_relaxed)) atomic_store_explicit(&peak, now, memory_order_relaxed);
    return memory;
}

static void given_back(void *memory) {
    if (memory) atomic_fetch_sub_explicit(&live, malloc_usable_size(memory), memory_order_relaxed);
}

void *malloc(size_t size) { return taken(__libc_malloc(size)); }

void *calloc(size_t count, size_t size) { return taken(__libc_calloc(count, size)); }

void *realloc(void *memory, size_t size) {
    size_t before = memory ? malloc_usable_size(memory) : 0;
    void *result = __libc_realloc(memory, size);
    if (!result && size > 0) return NULL;
    atomic_fetch_sub_explicit(&live, before, memory_order_relaxed);
    return taken(result);
}

void free(void *memory) {
    given_back(memory);
    __libc_free(memory);
}

void *memalign(size_t alignment, size_t size) { return taken(__libc_memalign(alignment, size)); }

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
    void *memory = memalign(alignment, size);
    if (!memory) return ENOMEM;
    *result = memory;
    return 0;
}

size_t cfuzzer_heap_begin(void) {
    size_t now = atomic_load_explicit(&live, memory_order_relaxed);
    atomic_store_explicit(&peak, now, memory_order_relaxed);
    return now;
}

size_t cfuzzer_heap_peak(void) { return atomic_load_explicit(&peak, memory_order_relaxed); }
