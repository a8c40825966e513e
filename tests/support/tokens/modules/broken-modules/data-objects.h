/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Data objects, each in a file DATA-N, so that they outlive the module as they would on a card. FORGETFUL ("yes"): they end
 * with the session that made them. TRUNCATE_AT: no more octets of a value are kept, and nobody is told.
 */
#ifndef DATA_OBJECTS_H
#define DATA_OBJECTS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cryptoki.h"

#ifndef DATA
#define DATA ""
#endif
#ifndef FORGETFUL
#define FORGETFUL ""
#endif
#ifndef TRUNCATE_AT
#define TRUNCATE_AT "1048576"
#endif

#define FIRST_DATA 16
#define END_DATA 32

struct text {
  CK_ULONG length;
  CK_BYTE octets[128];
};

static struct {
  CK_SESSION_HANDLE maker;
  struct text application, label;
  CK_ULONG length;
  CK_BYTE value[1048576];
} data;

static const char *data_file(CK_OBJECT_HANDLE object) {
  static char path[1024];
  snprintf(path, sizeof path, "%s-%lu", DATA, object);
  return path;
}

static int load_data(CK_OBJECT_HANDLE object) {
  FILE *file = object < END_DATA ? fopen(data_file(object), "r") : NULL;
  if (file == NULL) return 0;
  size_t read = fread(&data, sizeof data, 1, file);
  fclose(file);
  return read == 1;
}

static CK_RV keep_data(CK_OBJECT_HANDLE object) {
  FILE *file = fopen(data_file(object), "w");
  if (file == NULL) return CKR_DEVICE_ERROR;
  size_t written = fwrite(&data, sizeof data, 1, file);
  return fclose(file) == 0 && written == 1 ? CKR_OK : CKR_DEVICE_ERROR;
}

static void take_text(struct text *text, CK_ATTRIBUTE_PTR from) {
  text->length = from->ulValueLen < sizeof text->octets ? from->ulValueLen : sizeof text->octets;
  memcpy(text->octets, from->pValue, text->length);
}

static CK_RV make_data(CK_SESSION_HANDLE session, CK_ATTRIBUTE_PTR given, CK_ULONG count, CK_OBJECT_HANDLE_PTR object) {
  CK_ULONG most = strtoul(TRUNCATE_AT, NULL, 10);
  int is_data = 0;
  for (*object = FIRST_DATA; *object < END_DATA && load_data(*object); (*object)++);
  if (*object == END_DATA) return CKR_DEVICE_MEMORY;
  memset(&data, 0, sizeof data);
  data.maker = session;
  for (CK_ULONG i = 0; i < count; i++) switch (given[i].type) {
      case CKA_CLASS: is_data = *(CK_OBJECT_CLASS *)given[i].pValue == CKO_DATA; break;
      case CKA_APPLICATION: take_text(&data.application, &given[i]); break;
      case CKA_LABEL: take_text(&data.label, &given[i]); break;
      case CKA_VALUE:
        if (given[i].ulValueLen > sizeof data.value) return CKR_DEVICE_MEMORY;
        data.length = given[i].ulValueLen < most ? given[i].ulValueLen : most;
        memcpy(data.value, given[i].pValue, data.length);
    }
  return is_data ? keep_data(*object) : CKR_FUNCTION_NOT_SUPPORTED;
}

static CK_RV rename_data(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_PTR given, CK_ULONG count) {
  if (!load_data(object)) return CKR_OBJECT_HANDLE_INVALID;
  if (count != 1 || given->type != CKA_LABEL) return CKR_ATTRIBUTE_READ_ONLY;
  take_text(&data.label, given);
  return keep_data(object);
}

static CK_RV destroy_data(CK_OBJECT_HANDLE object) {
  return load_data(object) && unlink(data_file(object)) == 0 ? CKR_OK : CKR_OBJECT_HANDLE_INVALID;
}

static void forget_data_of(CK_SESSION_HANDLE session) {
  if (strcmp(FORGETFUL, "yes") != 0) return;
  for (CK_OBJECT_HANDLE object = FIRST_DATA; object < END_DATA; object++)
    if (load_data(object) && data.maker == session) destroy_data(object);
}

/* NULL: the object is not there, or has no such attribute. */
static const void *data_value_of(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type, CK_ULONG *length) {
  static CK_OBJECT_CLASS is_data = CKO_DATA;
  static CK_BBOOL is_so = CK_TRUE;
  if (!load_data(object)) return NULL;
  switch (type) {
    case CKA_TOKEN: case CKA_PRIVATE: case CKA_MODIFIABLE: *length = sizeof is_so; return &is_so;
    case CKA_CLASS: *length = sizeof is_data; return &is_data;
    case CKA_APPLICATION: *length = data.application.length; return data.application.octets;
    case CKA_LABEL: *length = data.label.length; return data.label.octets;
    case CKA_VALUE: *length = data.length; return data.value;
    default: return NULL;
  }
}

#endif
