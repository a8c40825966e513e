/* SPDX-License-Identifier: Apache-2.0 */
/*
 * On demand: while the first line of the file STATE/trigger is "FUNCTION MOMENT KIND", that call ends so, once; KIND is
 * segv, abort, exit, hang, unplug or a SAR code in hexadecimal. Lasting: the words of STATE/lies.
 */
#ifndef FAULTS_H
#define FAULTS_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "skf.h"

static ULONG fail_by(const char *kind) {
  if (strcmp(kind, "segv") == 0) *(volatile int *)0 = 0;
  if (strcmp(kind, "abort") == 0) abort();
  if (strcmp(kind, "exit") == 0) exit(3);
  if (strcmp(kind, "hang") == 0)
    for (;;) pause();
  if (strcmp(kind, "unplug") == 0) {
    close(open(STATE "/unplugged", O_CREAT | O_WRONLY, 0600));
    return SAR_DEVICE_REMOVED;
  }
  return strtoul(kind, NULL, 16);
}

static void keep_lines(const char *lines) {
  if (*lines == 0) {
    unlink(STATE "/trigger");
    return;
  }
  FILE *file = fopen(STATE "/trigger", "w");
  if (file == NULL) return;
  fputs(lines, file);
  fclose(file);
}

/* What the function must answer with, or SAR_OK to go on. Moments: "before", "during", "after" its work. */
static ULONG fault(const char *function, const char *moment) {
  char text[1024], at[64], when[16], kind[16];
  FILE *file = fopen(STATE "/trigger", "r");
  if (file == NULL) return SAR_OK;
  text[fread(text, 1, sizeof text - 1, file)] = 0;
  fclose(file);
  if (sscanf(text, "%63s %15s %15s", at, when, kind) != 3) return SAR_OK;
  if (strcmp(at, function) != 0 || strcmp(when, moment) != 0) return SAR_OK;
  char *end = strchr(text, '\n');
  keep_lines(end == NULL ? "" : end + 1);
  return fail_by(kind);
}

static int lies(const char *about) {
  char text[512], *rest = text, *word;
  FILE *file = fopen(STATE "/lies", "r");
  if (file == NULL) return 0;
  text[fread(text, 1, sizeof text - 1, file)] = 0;
  fclose(file);
  while ((word = strtok_r(rest, " \n", &rest)) != NULL)
    if (strcmp(word, about) == 0) return 1;
  return 0;
}

#define FAULT_POINT(moment)                     \
  do {                                          \
    ULONG injected = fault(__func__, moment);   \
    if (injected != SAR_OK) return injected;    \
  } while (0)

#endif
