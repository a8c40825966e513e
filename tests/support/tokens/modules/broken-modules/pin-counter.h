/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The user's PIN: TRIES attempts, what is left of them in the file STATE (one digit; no file: all of them). Every attempt
 * that reaches the token appends an octet to COUNTER. As on a card, a try is taken before the comparison and given back after.
 * A PIN that was changed lies in the file CHANGED.
 */
#ifndef PIN_COUNTER_H
#define PIN_COUNTER_H

#include <fcntl.h>

#include "fault.h"

#ifndef PIN
#define PIN "123456"
#endif
#ifndef COUNTER
#define COUNTER "/dev/null"
#endif
#ifndef STATE
#define STATE ""
#endif
#ifndef CHANGED
#define CHANGED ""
#endif
#define TRIES 3
#define LONGEST_PIN 16

static int tries_left(void) {
  FILE *file = fopen(STATE, "r");
  if (file == NULL) return TRIES;
  int digit = fgetc(file);
  fclose(file);
  return digit >= '0' && digit <= '9' ? digit - '0' : TRIES;
}

static void count_attempt(void) {
  FILE *file = fopen(COUNTER, "a");
  if (file == NULL) return;
  fputc('.', file);
  fclose(file);
}

/* In one piece: whoever kills the process meanwhile finds the former count or the new one. */
static void set_tries_left(int tries) {
  char digit = (char)('0' + tries);
  int file = open(STATE, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return;
  if (pwrite(file, &digit, 1, 0) != 1) abort();
  close(file);
}

static CK_FLAGS pin_flags(void) {
  int left = tries_left();
  if (left == 0) return CKF_USER_PIN_LOCKED;
  return (left < TRIES ? CKF_USER_PIN_COUNT_LOW : 0) | (left == 1 ? CKF_USER_PIN_FINAL_TRY : 0);
}

static int is_pin(CK_UTF8CHAR_PTR pin, CK_ULONG length) {
  char now[LONGEST_PIN + 1] = PIN;
  FILE *file = fopen(CHANGED, "r");
  if (file != NULL) {
    now[fread(now, 1, LONGEST_PIN, file)] = 0;
    fclose(file);
  }
  return pin != NULL && length == strlen(now) && memcmp(pin, now, length) == 0;
}

static CK_RV change_pin(CK_UTF8CHAR_PTR pin, CK_ULONG length) {
  if (pin == NULL || length > LONGEST_PIN) return CKR_PIN_LEN_RANGE;
  if (CHANGED[0] == 0) return CKR_DEVICE_ERROR;
  FILE *file = fopen(CHANGED ".new", "w");
  if (file == NULL) return CKR_DEVICE_ERROR;
  fwrite(pin, 1, length, file);
  fclose(file);
  return rename(CHANGED ".new", CHANGED) == 0 ? CKR_OK : CKR_DEVICE_ERROR;
}

static CK_RV check_pin(const char *function, CK_UTF8CHAR_PTR pin, CK_ULONG length) {
  count_attempt();
  int left = tries_left();
  if (left == 0) return CKR_PIN_LOCKED;
  set_tries_left(left - 1);
  CK_RV injected = fault(function, "during");
  if (injected != CKR_OK) return injected;
  if (!is_pin(pin, length)) return left == 1 ? CKR_PIN_LOCKED : CKR_PIN_INCORRECT;
  set_tries_left(TRIES);
  return CKR_OK;
}

#endif
