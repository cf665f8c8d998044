#pragma once
// What Swift can't have by itself: libFuzzer's entry, and a count of the heap.

#include <stddef.h>
#include <stdint.h>

/// Runs libFuzzer with the arguments of a command line; `callback` judges one input.
int cfuzzer_run(int argc, char **argv, int (*callback)(const uint8_t *data, size_t size));

/// libFuzzer's own mutations, for a mutator that adds to them: changes up to `capacity` bytes at `data`, of which `size` are in use.
/// Returns how many then are.
size_t cfuzzer_mutate(uint8_t *data, size_t size, size_t capacity);

/// From here on the highest number of bytes on the heap is counted anew. Returns how many there are.
size_t cfuzzer_heap_begin(void);

/// The highest number of bytes on the heap since the last `cfuzzer_heap_begin`. Counts what malloc hands out, its rounding included.
size_t cfuzzer_heap_peak(void);
