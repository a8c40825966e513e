/* SPDX-License-Identifier: Apache-2.0 */
/* A PKCS #11 module with one slot, one token, one key and data objects: just enough to be listed, to log in and to "sign". */
#include "objects.h"
#include "pin-counter.h"

#ifndef LABEL
#define LABEL "Minimal token"
#endif
#ifndef MAKER
#define MAKER "CertSteward tests"
#endif
#ifndef SERIAL
#define SERIAL "0001"
#endif

static int initialised, logged_in, sessions;
static CK_SESSION_HANDLE last_session;
static CK_ULONG found_next, found_end;
static CK_OBJECT_HANDLE found[OBJECTS + END_DATA - FIRST_DATA];

static CK_RV unsupported(void) {
  return CKR_FUNCTION_NOT_SUPPORTED;
}

static void padded(void *field, size_t size, const char *text) {
  memset(field, ' ', size);
  memcpy(field, text, strlen(text) < size ? strlen(text) : size);
}

CK_RV C_Initialize(CK_VOID_PTR arguments) {
  (void)arguments;
  FAULT_POINT("before");
  if (initialised) return CKR_CRYPTOKI_ALREADY_INITIALIZED;
  initialised = 1;
  return CKR_OK;
}

CK_RV C_Finalize(CK_VOID_PTR reserved) {
  (void)reserved;
  FAULT_POINT("before");
  initialised = logged_in = sessions = 0;
  return CKR_OK;
}

CK_RV C_GetInfo(CK_INFO_PTR info) {
  FAULT_POINT("before");
  memset(info, 0, sizeof *info);
  info->cryptokiVersion = (CK_VERSION){2, 40};
  padded(info->manufacturerID, sizeof info->manufacturerID, "CertSteward tests");
  padded(info->libraryDescription, sizeof info->libraryDescription, "minimal token");
  return CKR_OK;
}

CK_RV C_GetSlotList(CK_BBOOL present, CK_SLOT_ID_PTR slots, CK_ULONG_PTR count) {
  (void)present;
  FAULT_POINT("before");
  if (slots != NULL && *count < 1) return CKR_BUFFER_TOO_SMALL;
  if (slots != NULL) slots[0] = 0;
  *count = 1;
  return CKR_OK;
}

CK_RV C_GetSlotInfo(CK_SLOT_ID slot, CK_SLOT_INFO_PTR info) {
  FAULT_POINT("before");
  if (slot != 0) return CKR_SLOT_ID_INVALID;
  memset(info, 0, sizeof *info);
  padded(info->slotDescription, sizeof info->slotDescription, "minimal slot");
  padded(info->manufacturerID, sizeof info->manufacturerID, "CertSteward tests");
  info->flags = CKF_TOKEN_PRESENT | CKF_REMOVABLE_DEVICE | CKF_HW_SLOT;
  return CKR_OK;
}

CK_RV C_GetTokenInfo(CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info) {
  FAULT_POINT("before");
  if (slot != 0) return CKR_SLOT_ID_INVALID;
  memset(info, 0, sizeof *info);
  padded(info->label, sizeof info->label, LABEL);
  padded(info->manufacturerID, sizeof info->manufacturerID, MAKER);
  padded(info->model, sizeof info->model, "minimal");
  padded(info->serialNumber, sizeof info->serialNumber, SERIAL);
  padded(info->utcTime, sizeof info->utcTime, "");
  info->flags = CKF_LOGIN_REQUIRED | CKF_USER_PIN_INITIALIZED | CKF_TOKEN_INITIALIZED | pin_flags();
  info->ulMaxPinLen = LONGEST_PIN;
  info->ulMinPinLen = 4;
  info->ulTotalPublicMemory = info->ulFreePublicMemory = CK_UNAVAILABLE_INFORMATION;
  info->ulTotalPrivateMemory = info->ulFreePrivateMemory = CK_UNAVAILABLE_INFORMATION;
  return CKR_OK;
}

CK_RV C_GetMechanismList(CK_SLOT_ID slot, CK_MECHANISM_TYPE_PTR mechanisms, CK_ULONG_PTR count) {
  static const CK_MECHANISM_TYPE known[] = {CKM_RSA_PKCS, CKM_SHA256_RSA_PKCS};
  FAULT_POINT("before");
  if (slot != 0) return CKR_SLOT_ID_INVALID;
  if (mechanisms != NULL && *count < 2) return CKR_BUFFER_TOO_SMALL;
  if (mechanisms != NULL) memcpy(mechanisms, known, sizeof known);
  *count = 2;
  return CKR_OK;
}

CK_RV C_GetMechanismInfo(CK_SLOT_ID slot, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO_PTR info) {
  (void)slot;
  if (type != CKM_RSA_PKCS && type != CKM_SHA256_RSA_PKCS) return CKR_MECHANISM_INVALID;
  *info = (CK_MECHANISM_INFO){MODULUS_OCTETS * 8, MODULUS_OCTETS * 8, CKF_SIGN};
  return CKR_OK;
}

CK_RV C_OpenSession(CK_SLOT_ID slot, CK_FLAGS flags, CK_VOID_PTR data, CK_NOTIFY notify, CK_SESSION_HANDLE_PTR session) {
  (void)flags, (void)data, (void)notify;
  FAULT_POINT("before");
  if (slot != 0) return CKR_SLOT_ID_INVALID;
  sessions++;
  *session = ++last_session;
  return CKR_OK;
}

CK_RV C_CloseSession(CK_SESSION_HANDLE session) {
  FAULT_POINT("before");
  forget_data_of(session);
  if (sessions > 0 && --sessions == 0) logged_in = 0;
  return CKR_OK;
}

CK_RV C_CloseAllSessions(CK_SLOT_ID slot) {
  (void)slot;
  FAULT_POINT("before");
  sessions = logged_in = 0;
  return CKR_OK;
}

CK_RV C_GetSessionInfo(CK_SESSION_HANDLE session, CK_SESSION_INFO_PTR info) {
  (void)session;
  FAULT_POINT("before");
  *info = (CK_SESSION_INFO){0, logged_in ? CKS_RW_USER_FUNCTIONS : CKS_RW_PUBLIC_SESSION, CKF_SERIAL_SESSION | CKF_RW_SESSION, 0};
  return CKR_OK;
}

CK_RV C_Login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR_PTR pin, CK_ULONG length) {
  (void)session;
  FAULT_POINT("before");
  if (user == CKU_SO) return CKR_USER_TYPE_INVALID;
  if (user == CKU_USER && logged_in) return CKR_USER_ALREADY_LOGGED_IN;
  CK_RV answer = check_pin(__func__, pin, length);
  if (answer == CKR_OK) logged_in = 1;
  FAULT_POINT("after");
  return answer;
}

CK_RV C_Logout(CK_SESSION_HANDLE session) {
  (void)session;
  FAULT_POINT("before");
  logged_in = 0;
  return CKR_OK;
}

CK_RV C_SetPIN(CK_SESSION_HANDLE session, CK_UTF8CHAR_PTR old, CK_ULONG old_length, CK_UTF8CHAR_PTR pin, CK_ULONG length) {
  (void)session;
  FAULT_POINT("before");
  CK_RV answer = check_pin(__func__, old, old_length);
  if (answer == CKR_OK) answer = change_pin(pin, length);
  FAULT_POINT("after");
  return answer;
}

CK_RV C_FindObjectsInit(CK_SESSION_HANDLE session, CK_ATTRIBUTE_PTR wanted, CK_ULONG count) {
  (void)session;
  FAULT_POINT("before");
  found_next = found_end = 0;
  for (CK_OBJECT_HANDLE object = PUBLIC_KEY; object <= PRIVATE_KEY; object++)
    if ((object == PUBLIC_KEY || logged_in) && matches(object, wanted, count)) found[found_end++] = object;
  for (CK_OBJECT_HANDLE object = FIRST_DATA; logged_in && object < END_DATA; object++)
    if (load_data(object) && matches(object, wanted, count)) found[found_end++] = object;
  return CKR_OK;
}

CK_RV C_FindObjects(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE_PTR objects, CK_ULONG most, CK_ULONG_PTR count) {
  (void)session;
  FAULT_POINT("before");
  for (*count = 0; *count < most && found_next < found_end; (*count)++) objects[*count] = found[found_next++];
  return CKR_OK;
}

CK_RV C_FindObjectsFinal(CK_SESSION_HANDLE session) {
  (void)session;
  FAULT_POINT("before");
  return CKR_OK;
}

CK_RV C_GetAttributeValue(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_PTR wanted, CK_ULONG count) {
  (void)session;
  FAULT_POINT("before");
  if (object != PUBLIC_KEY && object != PRIVATE_KEY && !load_data(object)) return CKR_OBJECT_HANDLE_INVALID;
  return read_attributes(object, wanted, count);
}

CK_RV C_CreateObject(CK_SESSION_HANDLE session, CK_ATTRIBUTE_PTR given, CK_ULONG count, CK_OBJECT_HANDLE_PTR object) {
  FAULT_POINT("before");
  if (!logged_in) return CKR_USER_NOT_LOGGED_IN;
  CK_RV answer = make_data(session, given, count, object);
  FAULT_POINT("after");
  return answer;
}

CK_RV C_SetAttributeValue(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_PTR given, CK_ULONG count) {
  (void)session;
  FAULT_POINT("before");
  CK_RV answer = rename_data(object, given, count);
  FAULT_POINT("after");
  return answer;
}

CK_RV C_DestroyObject(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object) {
  (void)session;
  FAULT_POINT("before");
  return destroy_data(object);
}

CK_RV C_SignInit(CK_SESSION_HANDLE session, CK_MECHANISM_PTR mechanism, CK_OBJECT_HANDLE key) {
  (void)session, (void)mechanism;
  FAULT_POINT("before");
  if (!logged_in) return CKR_USER_NOT_LOGGED_IN;
  return key == PRIVATE_KEY ? CKR_OK : CKR_KEY_HANDLE_INVALID;
}

CK_RV C_Sign(CK_SESSION_HANDLE session, CK_BYTE_PTR data, CK_ULONG length, CK_BYTE_PTR signature, CK_ULONG_PTR size) {
  (void)session, (void)data, (void)length;
  FAULT_POINT("before");
  if (signature != NULL && *size < MODULUS_OCTETS) return CKR_BUFFER_TOO_SMALL;
  if (signature != NULL) memset(signature, 0x5a, MODULUS_OCTETS);
  *size = MODULUS_OCTETS;
  FAULT_POINT("after");
  return CKR_OK;
}

/* Makes none: for what happens before. */
CK_RV C_GenerateKeyPair(CK_SESSION_HANDLE session, CK_MECHANISM_PTR mechanism, CK_ATTRIBUTE_PTR public_template, CK_ULONG public_count,
                        CK_ATTRIBUTE_PTR private_template, CK_ULONG private_count, CK_OBJECT_HANDLE_PTR public_key, CK_OBJECT_HANDLE_PTR private_key) {
  (void)session, (void)mechanism, (void)public_template, (void)public_count;
  (void)private_template, (void)private_count, (void)public_key, (void)private_key;
  FAULT_POINT("before");
  return CKR_FUNCTION_NOT_SUPPORTED;
}

/* Whatever is not named answers CKR_FUNCTION_NOT_SUPPORTED. */
static void fill(CK_FUNCTION_LIST *list) {
  list->version = (CK_VERSION){2, 40};
  void (**entries)(void) = (void (**)(void))&list->C_Initialize;
  for (size_t i = 0; &entries[i] <= (void (**)(void))&list->C_WaitForSlotEvent; i++) entries[i] = (void (*)(void))unsupported;
#define OFFER(name) list->name = name
  OFFER(C_Initialize), OFFER(C_Finalize), OFFER(C_GetInfo), OFFER(C_GetFunctionList);
  OFFER(C_GetSlotList), OFFER(C_GetSlotInfo), OFFER(C_GetTokenInfo), OFFER(C_GetMechanismList), OFFER(C_GetMechanismInfo);
  OFFER(C_OpenSession), OFFER(C_CloseSession), OFFER(C_CloseAllSessions), OFFER(C_GetSessionInfo);
  OFFER(C_Login), OFFER(C_Logout), OFFER(C_FindObjectsInit), OFFER(C_FindObjects), OFFER(C_FindObjectsFinal);
  OFFER(C_GetAttributeValue), OFFER(C_SignInit), OFFER(C_Sign), OFFER(C_SetPIN), OFFER(C_GenerateKeyPair);
  OFFER(C_CreateObject), OFFER(C_SetAttributeValue), OFFER(C_DestroyObject);
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR answer) {
  static CK_FUNCTION_LIST list;
  FAULT_POINT("before");
  fill(&list);
  *answer = &list;
  return CKR_OK;
}
