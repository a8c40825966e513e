/* SPDX-License-Identifier: Apache-2.0 */
/* What handles point at, and how results go over to the caller. */
#ifndef OBJECTS_H
#define OBJECTS_H

#include "state.h"

typedef struct {
  int magic;
  long generation;
  char app[128];
  char container[128];
  int user;
} OBJECT;

enum { DEVICE = 0x5DE1, APPLICATION = 0x5A99, CONTAINER = 0x5C07 };

static OBJECT *made(int magic, const OBJECT *parent) {
  OBJECT *object = calloc(1, sizeof *object);
  if (parent != NULL) *object = *parent;
  object->magic = magic;
  object->generation = generation();
  return object;
}

/* Pulled since: each handle from before is refused, also after the device is back. */
static ULONG check(HANDLE handle, int magic) {
  OBJECT *object = handle;
  if (object == NULL || object->magic != magic) return SAR_INVALIDHANDLEERR;
  if (!plugged() || object->generation != generation()) return SAR_DEVICE_REMOVED;
  return SAR_OK;
}

#define CHECKED(handle, magic)                    \
  do {                                            \
    FAULT_POINT("before");                        \
    ULONG refused = check(handle, magic);         \
    if (refused != SAR_OK) return refused;        \
  } while (0)

static ULONG released(HANDLE handle, int magic) {
  OBJECT *object = handle;
  if (object == NULL || object->magic != magic) return SAR_INVALIDHANDLEERR;
  object->magic = 0;
  free(object);
  return SAR_OK;
}

/* By the rule of sizes: the room that the caller has, and what there is. */
static ULONG hand_over(const void *value, size_t length, void *room, ULONG *size) {
  if (size == NULL) return SAR_INVALIDPARAMERR;
  if (lies("sizes")) {
    *size = (ULONG)-1;
    return SAR_OK;
  }
  if (lies("no-sizes")) {
    *size = 0;
    return SAR_OK;
  }
  if (lies("endless") && room != NULL) {
    memset(room, 'A', *size);
    return SAR_OK;
  }
  if (lies("overrun") && room != NULL) memset(room, 'A', 64 << 20);
  ULONG given = *size;
  *size = length;
  if (room == NULL) return SAR_OK;
  if (given < length) return SAR_BUFFER_TOO_SMALL;
  memcpy(room, value, length);
  return SAR_OK;
}

#endif
