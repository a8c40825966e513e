/* SPDX-License-Identifier: Apache-2.0 */
/* The two key pairs of a container: read, and used to sign. */
#ifndef KEYS_H
#define KEYS_H

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "pins.h"

static const char *item(HANDLE container, BOOL sign, const char *extension) {
  OBJECT *object = container;
  return path_of("apps/%s/containers/%s/%s.%s", object->app, object->container, sign ? "sign" : "encrypt", extension);
}

static EVP_PKEY *key_of(HANDLE container, BOOL sign) {
  FILE *file = fopen(item(container, sign, "pem"), "r");
  if (file == NULL) return NULL;
  EVP_PKEY *key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
  fclose(file);
  return key;
}

/* 0: empty, as the standard has it for a container without keys. */
ULONG SKF_GetContainerType(HANDLE container, ULONG *type) {
  CHECKED(container, CONTAINER);
  EVP_PKEY *key = key_of(container, 1);
  if (key == NULL) key = key_of(container, 0);
  *type = key == NULL ? 0 : EVP_PKEY_is_a(key, "RSA") ? CONTAINER_RSA : CONTAINER_ECC;
  EVP_PKEY_free(key);
  return SAR_OK;
}

static int number_into(EVP_PKEY *key, const char *name, BYTE *room, int size) {
  BIGNUM *number = NULL;
  int fits = EVP_PKEY_get_bn_param(key, name, &number) == 1 && BN_bn2binpad(number, room, size) == size;
  BN_free(number);
  return fits;
}

static ULONG export_rsa(EVP_PKEY *key, BYTE *blob, ULONG *size) {
  RSAPUBLICKEYBLOB value = {SGD_RSA, EVP_PKEY_get_bits(key), {0}, {0}};
  if (!number_into(key, "n", value.Modulus, sizeof value.Modulus)) return SAR_FAIL;
  if (!number_into(key, "e", value.PublicExponent, sizeof value.PublicExponent)) return SAR_FAIL;
  if (lies("keys")) value.Modulus[255] ^= 4;
  return hand_over(&value, sizeof value, blob, size);
}

static ULONG ecc_blob(EVP_PKEY *key, ECCPUBLICKEYBLOB *value) {
  BYTE point[65];
  size_t length = 0;
  memset(value, 0, sizeof *value);
  value->BitLen = 256;
  EVP_PKEY_get_octet_string_param(key, "encoded-pub-key", point, sizeof point, &length);
  if (length != sizeof point) return SAR_FAIL;
  memcpy(value->XCoordinate + 32, point + 1, 32);
  memcpy(value->YCoordinate + 32, point + 33, 32);
  if (lies("keys")) memset(value->XCoordinate, 0xFF, 64);
  return SAR_OK;
}

ULONG SKF_ExportPublicKey(HANDLE container, BOOL sign, BYTE *blob, ULONG *size) {
  CHECKED(container, CONTAINER);
  EVP_PKEY *key = key_of(container, sign);
  if (key == NULL) return SAR_KEYNOTFOUNDERR;
  ULONG result;
  if (EVP_PKEY_is_a(key, "RSA")) {
    result = export_rsa(key, blob, size);
  } else {
    ECCPUBLICKEYBLOB value;
    result = ecc_blob(key, &value);
    if (result == SAR_OK) result = hand_over(&value, sizeof value, blob, size);
  }
  EVP_PKEY_free(key);
  return result;
}

ULONG SKF_ExportCertificate(HANDLE container, BOOL sign, BYTE *certificate, ULONG *size) {
  CHECKED(container, CONTAINER);
  BYTE value[16384];
  long length = read_file(item(container, sign, "der"), value, sizeof value);
  if (length < 0) return SAR_CERTNOTFOUNDERR;
  if (lies("certificates")) memset(value, 0xFF, length);
  return hand_over(value, length, certificate, size);
}

/* The signing key of a user who is logged in; NULL: *refused says why. */
static EVP_PKEY *signing_key(HANDLE container, const char *kind, ULONG *refused) {
  *refused = ((OBJECT *)container)->user ? SAR_KEYNOTFOUNDERR : SAR_USER_NOT_LOGGED_IN;
  EVP_PKEY *key = ((OBJECT *)container)->user ? key_of(container, 1) : NULL;
  if (key == NULL || EVP_PKEY_is_a(key, kind)) return key;
  EVP_PKEY_free(key);
  return NULL;
}

ULONG SKF_ECCSignData(HANDLE container, BYTE *digest, ULONG length, ECCSIGNATUREBLOB *signature) {
  CHECKED(container, CONTAINER);
  ULONG refused;
  EVP_PKEY *key = signing_key(container, "SM2", &refused);
  if (key == NULL) return refused;
  BYTE der[128];
  const BYTE *at = der;
  size_t size = sizeof der;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
  int signed_ = length == 32 && EVP_PKEY_sign_init(context) == 1 &&
    EVP_PKEY_sign(context, der, &size, digest, length) == 1;
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(key);
  if (!signed_) return SAR_INDATALENERR;
  ECDSA_SIG *parts = d2i_ECDSA_SIG(NULL, &at, size);
  memset(signature, 0, sizeof *signature);
  BN_bn2binpad(ECDSA_SIG_get0_r(parts), signature->r + 32, 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(parts), signature->s + 32, 32);
  ECDSA_SIG_free(parts);
  if (lies("signatures")) signature->s[63] ^= 1;
  FAULT_POINT("after");
  return SAR_OK;
}

/* Pads what it is given (PKCS#1 v1.5, type 1): a DigestInfo, at most 11 octets less than the modulus. */
ULONG SKF_RSASignData(HANDLE container, BYTE *data, ULONG length, BYTE *signature, ULONG *size) {
  CHECKED(container, CONTAINER);
  ULONG refused;
  EVP_PKEY *key = signing_key(container, "RSA", &refused);
  if (key == NULL) return refused;
  BYTE value[256];
  size_t written = sizeof value;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
  int signed_ = EVP_PKEY_sign_init(context) == 1 &&
    EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1 &&
    EVP_PKEY_sign(context, value, &written, data, length) == 1;
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(key);
  if (!signed_) return SAR_INDATALENERR;
  if (lies("signatures")) value[written - 1] ^= 1;
  FAULT_POINT("after");
  return hand_over(value, written, signature, size);
}

#endif
