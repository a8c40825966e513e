/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One device below the folder STATE, shared by processes:
 *   device                      its name, label and serial number, a line each
 *   unplugged                   there while it is pulled; generation counts the pulls that the test made
 *   attempts                    one octet for each PIN that arrived
 *   apps/A/user, apps/A/admin   tries allowed, tries left, PIN, a line each
 *   apps/A/containers/C/        sign.pem, encrypt.pem (PKCS#8), sign.der, encrypt.der (certificates)
 */
#ifndef STATE_H
#define STATE_H

#include <dirent.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "faults.h"

static char *path_of(const char *format, ...) {
  static char path[4][1024];
  static int next;
  char *own = path[next++ % 4];
  int length = snprintf(own, sizeof path[0], "%s/", STATE);
  va_list values;
  va_start(values, format);
  vsnprintf(own + length, sizeof path[0] - length, format, values);
  va_end(values);
  return own;
}

static int exists(const char *path) {
  return access(path, F_OK) == 0;
}

/* Octets read; -1: no such file, or it is larger. */
static long read_file(const char *path, void *room, size_t size) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return -1;
  size_t length = fread(room, 1, size, file);
  int more = fgetc(file) != EOF;
  fclose(file);
  return more ? -1 : (long)length;
}

static long generation(void) {
  char text[32] = "";
  return read_file(path_of("generation"), text, sizeof text - 1) < 0 ? 0 : strtol(text, NULL, 10);
}

static int plugged(void) {
  return !exists(path_of("unplugged"));
}

static void device_line(int wanted, char *room, size_t size) {
  char text[512] = "", *rest = text, *line = text;
  read_file(path_of("device"), text, sizeof text - 1);
  for (int at = 0; at <= wanted && line != NULL; at++) line = strsep(&rest, "\n");
  snprintf(room, size, "%s", line == NULL ? "" : line);
}

/* Held while a PIN is compared: two processes never share a try. */
static int lock_state(void) {
  int lock = open(path_of("lock"), O_CREAT | O_RDWR, 0600);
  flock(lock, LOCK_EX);
  return lock;
}

typedef struct {
  ULONG max;
  ULONG left;
  char pin[300];
} PIN_STATE;

static const char *pin_file(const char *app, ULONG type) {
  return path_of("apps/%s/%s", app, type == ADMIN_TYPE ? "admin" : "user");
}

static int read_pin(const char *app, ULONG type, PIN_STATE *state) {
  unsigned long max, left;
  FILE *file = fopen(pin_file(app, type), "r");
  if (file == NULL) return 0;
  int found = fscanf(file, "%lu %lu %299s", &max, &left, state->pin);
  fclose(file);
  state->max = max;
  state->left = left;
  return found == 3;
}

static void write_pin(const char *app, ULONG type, const PIN_STATE *state) {
  char text[400];
  int length = snprintf(text, sizeof text, "%lu\n%lu\n%s\n", (unsigned long)state->max, (unsigned long)state->left, state->pin);
  const char *whole = path_of("new-pin");
  int file = open(whole, O_CREAT | O_WRONLY | O_TRUNC, 0600);
  if (write(file, text, length) != length) abort();
  close(file);
  rename(whole, pin_file(app, type));
}

static void count_attempt(void) {
  int file = open(path_of("attempts"), O_CREAT | O_WRONLY | O_APPEND, 0600);
  if (write(file, "x", 1) != 1) abort();
  close(file);
}

static int by_name(const void *one, const void *other) {
  return strcmp(*(char *const *)one, *(char *const *)other);
}

/* The names in a folder, each ended by NUL and the list by one more; returns its octets. */
static size_t names_in(const char *folder, char *room, size_t size) {
  char *names[64];
  int count = 0;
  size_t used = 0;
  DIR *open_folder = opendir(folder);
  for (struct dirent *entry; open_folder != NULL && (entry = readdir(open_folder)) != NULL && count < 64;)
    if (entry->d_name[0] != '.') names[count++] = strdup(entry->d_name);
  if (open_folder != NULL) closedir(open_folder);
  qsort(names, count, sizeof names[0], by_name);
  for (int at = 0; at < count; at++) {
    size_t length = strlen(names[at]) + 1;
    if (used + length + 1 <= size) {
      memcpy(room + used, names[at], length);
      used += length;
    }
    free(names[at]);
  }
  room[used] = 0;
  return used + 1;
}

#endif
