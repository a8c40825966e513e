/* SPDX-License-Identifier: Apache-2.0 */
/* The two lasting objects of the minimal token: the halves of an RSA key that signs with a constant. Others: data-objects.h. */
#ifndef OBJECTS_H
#define OBJECTS_H

#include <string.h>

#include "data-objects.h"

#define PUBLIC_KEY 1
#define PRIVATE_KEY 2
#define OBJECTS 2
#define MODULUS_OCTETS 256

static CK_BYTE key_id[] = {1};
static CK_BYTE key_label[] = "minimal key";
static CK_BYTE exponent[] = {1, 0, 1};
static CK_BYTE modulus[MODULUS_OCTETS] = {0xc5, [MODULUS_OCTETS - 1] = 1};
static CK_ULONG modulus_bits = MODULUS_OCTETS * 8;
static CK_BBOOL yes = CK_TRUE, no = CK_FALSE;
static CK_KEY_TYPE rsa = CKK_RSA;
static CK_OBJECT_CLASS classes[] = {0, CKO_PUBLIC_KEY, CKO_PRIVATE_KEY};

/* NULL: the object has no such attribute. */
static const void *value_of(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type, CK_ULONG *length) {
  if (object >= FIRST_DATA) return data_value_of(object, type, length);
  int is_private = object == PRIVATE_KEY;
  *length = sizeof(CK_BBOOL);
  switch (type) {
    case CKA_TOKEN: return &yes;
    case CKA_PRIVATE: case CKA_SIGN: case CKA_SENSITIVE: return is_private ? &yes : &no;
    case CKA_VERIFY: return is_private ? &no : &yes;
    case CKA_EXTRACTABLE: case CKA_MODIFIABLE: return &no;
#ifdef PIN_EACH_TIME
    case CKA_ALWAYS_AUTHENTICATE: return is_private ? &yes : &no;
#else
    case CKA_ALWAYS_AUTHENTICATE: return &no;
#endif
    case CKA_CLASS: *length = sizeof classes[0]; return &classes[object];
    case CKA_KEY_TYPE: *length = sizeof rsa; return &rsa;
    case CKA_ID: *length = sizeof key_id; return key_id;
    case CKA_LABEL: *length = sizeof key_label - 1; return key_label;
    case CKA_MODULUS: *length = sizeof modulus; return modulus;
    case CKA_MODULUS_BITS: *length = sizeof modulus_bits; return is_private ? NULL : &modulus_bits;
    case CKA_PUBLIC_EXPONENT: *length = sizeof exponent; return exponent;
    default: return NULL;
  }
}

/* C_GetAttributeValue (5.7.5): every attribute is tried, the worst answer counts. */
static CK_RV read_attributes(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_PTR wanted, CK_ULONG count) {
  CK_RV answer = CKR_OK;
  for (CK_ULONG i = 0; i < count; i++) {
    CK_ULONG length;
    const void *value = value_of(object, wanted[i].type, &length);
    CK_RV problem = value == NULL ? CKR_ATTRIBUTE_TYPE_INVALID : CKR_OK;
    if (problem == CKR_OK && wanted[i].pValue != NULL) {
      if (wanted[i].ulValueLen < length) problem = CKR_BUFFER_TOO_SMALL;
      else memcpy(wanted[i].pValue, value, length);
    }
    wanted[i].ulValueLen = problem == CKR_OK ? length : CK_UNAVAILABLE_INFORMATION;
    if (problem != CKR_OK) answer = problem;
  }
  return answer;
}

static int matches(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_PTR wanted, CK_ULONG count) {
  for (CK_ULONG i = 0; i < count; i++) {
    CK_ULONG length;
    const void *value = value_of(object, wanted[i].type, &length);
    if (value == NULL || length != wanted[i].ulValueLen || memcmp(value, wanted[i].pValue, length) != 0) return 0;
  }
  return 1;
}

#endif
