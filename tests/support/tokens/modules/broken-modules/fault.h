/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Faults of a module. Built in: FAULT_KIND ("segv", "abort", "exit", "hang") happens at every FAULT_AT ("C_Login", …, or
 * "load" for the library's constructor). On demand: while the first line of the file TRIGGER is "FUNCTION MOMENT KIND", where
 * KIND may also be a CKR number; the line goes as it fires, and the file with its last one, so its absence tells that all did.
 */
#ifndef FAULT_H
#define FAULT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cryptoki.h"

#ifndef FAULT_AT
#define FAULT_AT ""
#endif
#ifndef FAULT_KIND
#define FAULT_KIND ""
#endif
#ifndef TRIGGER
#define TRIGGER ""
#endif

/* Returns only for a CKR number. */
static CK_RV fail_by(const char *kind) {
  if (strcmp(kind, "segv") == 0) *(volatile int *)0 = 0;
  if (strcmp(kind, "abort") == 0) abort();
  if (strcmp(kind, "exit") == 0) exit(3);
  if (strcmp(kind, "hang") == 0)
    for (;;) pause();
  return strtoul(kind, NULL, 10);
}

static void keep_lines(const char *lines) {
  if (*lines == 0) {
    unlink(TRIGGER);
    return;
  }
  FILE *file = fopen(TRIGGER, "w");
  if (file == NULL) return;
  fputs(lines, file);
  fclose(file);
}

static CK_RV triggered(const char *function, const char *moment) {
  char text[1024], at[64], when[16], kind[16];
  FILE *file = fopen(TRIGGER, "r");
  if (file == NULL) return CKR_OK;
  text[fread(text, 1, sizeof text - 1, file)] = 0;
  fclose(file);
  if (sscanf(text, "%63s %15s %15s", at, when, kind) != 3) return CKR_OK;
  if (strcmp(at, function) != 0 || strcmp(when, moment) != 0) return CKR_OK;
  char *end = strchr(text, '\n');
  keep_lines(end == NULL ? "" : end + 1);
  return fail_by(kind);
}

/* What the function must answer with, or CKR_OK to go on. Moments: "before", "during", "after" its work. */
static CK_RV fault(const char *function, const char *moment) {
  if (strcmp(moment, "before") == 0 && strcmp(FAULT_AT, function) == 0) return fail_by(FAULT_KIND);
  return triggered(function, moment);
}

#define FAULT_POINT(moment)                    \
  do {                                         \
    CK_RV injected = fault(__func__, moment);  \
    if (injected != CKR_OK) return injected;   \
  } while (0)

__attribute__((constructor)) static void loaded(void) {
  fault("load", "before");
}

#endif
