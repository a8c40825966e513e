/* SPDX-License-Identifier: Apache-2.0 */
/* The functions that take a PIN. */
#ifndef PINS_H
#define PINS_H

#include "objects.h"

ULONG SKF_GetPINInfo(HANDLE application, ULONG type, ULONG *max, ULONG *left, BOOL *by_default) {
  CHECKED(application, APPLICATION);
  PIN_STATE pin;
  if (!read_pin(((OBJECT *)application)->app, type, &pin)) return SAR_INVALIDPARAMERR;
  *max = pin.max;
  *left = lies("tries") ? pin.max : pin.left;
  if (lies("absurd-tries")) *left = *max = (ULONG)-1;
  *by_default = 0;
  return SAR_OK;
}

/* Takes a try before it compares, as cards do. */
static ULONG compare_pin(const char *function, const char *app, ULONG type, const char *given, ULONG *retry) {
  PIN_STATE pin;
  count_attempt();
  if (!read_pin(app, type, &pin)) return SAR_INVALIDPARAMERR;
  if (pin.left > 0) {
    pin.left--;
    write_pin(app, type, &pin);
    ULONG injected = fault(function, "during");
    if (injected != SAR_OK) return injected;
    int right = strcmp(pin.pin, given) == 0;
    if (right) pin.left = pin.max;
    write_pin(app, type, &pin);
    *retry = lies("tries") ? pin.max : pin.left;
    if (right) return lies("refuses") ? SAR_PIN_INCORRECT : SAR_OK;
    return lies("accepts") ? SAR_OK : SAR_PIN_INCORRECT;
  }
  *retry = 0;
  return SAR_PIN_LOCKED;
}

static ULONG locked_compare(const char *function, const char *app, ULONG type, const char *given, ULONG *retry) {
  int lock = lock_state();
  ULONG result = compare_pin(function, app, type, given, retry);
  close(lock);
  return result;
}

ULONG SKF_VerifyPIN(HANDLE application, ULONG type, LPSTR given, ULONG *retry) {
  CHECKED(application, APPLICATION);
  OBJECT *object = application;
  ULONG result = locked_compare(__func__, object->app, type, given, retry);
  PIN_STATE pin;
  if (result == SAR_OK && type == USER_TYPE && read_pin(object->app, type, &pin))
    object->user = strcmp(pin.pin, given) == 0;
  FAULT_POINT("after");
  return result;
}

ULONG SKF_ClearSecureState(HANDLE application) {
  CHECKED(application, APPLICATION);
  ((OBJECT *)application)->user = 0;
  return SAR_OK;
}

static ULONG set_pin(const char *app, ULONG type, const char *pin) {
  PIN_STATE state;
  if (strlen(pin) < 6 || strlen(pin) > 16) return SAR_PIN_LEN_RANGE;
  if (!read_pin(app, type, &state)) return SAR_INVALIDPARAMERR;
  snprintf(state.pin, sizeof state.pin, "%s", pin);
  state.left = state.max;
  write_pin(app, type, &state);
  return SAR_OK;
}

ULONG SKF_ChangePIN(HANDLE application, ULONG type, LPSTR old, LPSTR new, ULONG *retry) {
  CHECKED(application, APPLICATION);
  const char *app = ((OBJECT *)application)->app;
  ULONG result = locked_compare(__func__, app, type, old, retry);
  if (result == SAR_OK) result = set_pin(app, type, new);
  FAULT_POINT("after");
  return result;
}

ULONG SKF_UnblockPIN(HANDLE application, LPSTR admin, LPSTR user, ULONG *retry) {
  CHECKED(application, APPLICATION);
  const char *app = ((OBJECT *)application)->app;
  ULONG result = locked_compare(__func__, app, ADMIN_TYPE, admin, retry);
  if (result == SAR_OK) result = set_pin(app, USER_TYPE, user);
  FAULT_POINT("after");
  return result;
}

#endif
