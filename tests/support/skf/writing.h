/* SPDX-License-Identifier: Apache-2.0 */
/* What changes a container. As on a device, each call is done whole or not at all, and a key pair never goes alone. */
#ifndef WRITING_H
#define WRITING_H

#include "keys.h"

static ULONG may_write(HANDLE handle) {
  return ((OBJECT *)handle)->user ? SAR_OK : SAR_USER_NOT_LOGGED_IN;
}

static ULONG write_whole(const char *path, const void *value, size_t length) {
  const char *whole = path_of("new-item");
  FILE *file = fopen(whole, "wb");
  if (file == NULL) return SAR_FAIL;
  int written = fwrite(value, 1, length, file) == length;
  return fclose(file) == 0 && written && rename(whole, path) == 0 ? SAR_OK : SAR_FAIL;
}

static ULONG write_key(HANDLE container, BOOL sign, EVP_PKEY *key) {
  char *text;
  BIO *memory = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(memory, key, NULL, NULL, 0, NULL, NULL);
  long length = BIO_get_mem_data(memory, &text);
  ULONG result = write_whole(item(container, sign, "pem"), text, length);
  BIO_free(memory);
  return result;
}

ULONG SKF_CreateContainer(HANDLE application, LPSTR name, HANDLE *container) {
  CHECKED(application, APPLICATION);
  OBJECT *parent = application;
  if (may_write(application) != SAR_OK) return SAR_USER_NOT_LOGGED_IN;
  if (strchr(name, '/') != NULL || *name == 0 || strlen(name) > 64) return SAR_INVALIDPARAMERR;
  const char *folder = path_of("apps/%s/containers/%s", parent->app, name);
  if (exists(folder) || mkdir(folder, 0700) != 0) return SAR_FAIL;
  OBJECT *opened = made(CONTAINER, parent);
  snprintf(opened->container, sizeof opened->container, "%s", name);
  *container = opened;
  FAULT_POINT("after");
  return SAR_OK;
}

ULONG SKF_DeleteContainer(HANDLE application, LPSTR name) {
  CHECKED(application, APPLICATION);
  if (may_write(application) != SAR_OK) return SAR_USER_NOT_LOGGED_IN;
  static const char *names[] = {"sign.pem", "sign.der", "encrypt.pem", "encrypt.der"};
  const char *app = ((OBJECT *)application)->app;
  for (size_t at = 0; at < sizeof names / sizeof *names; at++)
    unlink(path_of("apps/%s/containers/%s/%s", app, name, names[at]));
  return rmdir(path_of("apps/%s/containers/%s", app, name)) == 0 ? SAR_OK : SAR_INVALIDPARAMERR;
}

/* Overwrites, as devices do: it is for the caller to look first. */
ULONG SKF_GenECCKeyPair(HANDLE container, ULONG algorithm, ECCPUBLICKEYBLOB *blob) {
  CHECKED(container, CONTAINER);
  if (may_write(container) != SAR_OK) return SAR_USER_NOT_LOGGED_IN;
  if (algorithm != SGD_SM2_1) return SAR_NOTSUPPORTYETERR;
  EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
  ULONG result = lies("writes") ? SAR_OK : write_key(container, 1, key);
  if (result == SAR_OK) result = ecc_blob(key, blob);
  EVP_PKEY_free(key);
  FAULT_POINT("after");
  return result;
}

ULONG SKF_ImportCertificate(HANDLE container, BOOL sign, BYTE *certificate, ULONG length) {
  CHECKED(container, CONTAINER);
  if (may_write(container) != SAR_OK) return SAR_USER_NOT_LOGGED_IN;
  if (length > 8192) return SAR_NO_ROOM;
  ULONG result = lies("writes") ? SAR_OK : write_whole(item(container, sign, "der"), certificate, length);
  FAULT_POINT("after");
  return result;
}

static size_t der_integer(BYTE *room, const BYTE *number) {
  BIGNUM *value = BN_bin2bn(number, 64, NULL);
  ASN1_INTEGER *integer = BN_to_ASN1_INTEGER(value, NULL);
  int length = i2d_ASN1_INTEGER(integer, &room);
  ASN1_INTEGER_free(integer);
  BN_free(value);
  return length;
}

/* SM2Cipher (GB/T 35276), which libcrypto decrypts, of at most 127 octets of key. */
static size_t sm2_cipher(const ECCCIPHERBLOB *blob, BYTE *der) {
  BYTE content[200];
  size_t length = der_integer(content, blob->XCoordinate);
  length += der_integer(content + length, blob->YCoordinate);
  content[length++] = 4;
  content[length++] = 32;
  memcpy(content + length, blob->HASH, 32);
  length += 32;
  content[length++] = 4;
  content[length++] = (BYTE)blob->CipherLen;
  memcpy(content + length, blob->Cipher, blob->CipherLen);
  length += blob->CipherLen;
  size_t head = 0;
  der[head++] = 0x30;
  if (length > 127) der[head++] = 0x81;
  der[head++] = (BYTE)length;
  memcpy(der + head, content, length);
  return head + length;
}

static int open_session_key(EVP_PKEY *key, const ECCCIPHERBLOB *blob, BYTE session[16]) {
  BYTE der[256], plain[128];
  if (blob->CipherLen != sizeof blob->Cipher) return 0;
  size_t length = sm2_cipher(blob, der), opened = sizeof plain;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
  int right = EVP_PKEY_decrypt_init(context) == 1 && EVP_PKEY_decrypt(context, plain, &opened, der, length) == 1 &&
    opened == 16;
  EVP_PKEY_CTX_free(context);
  if (right) memcpy(session, plain, 16);
  return right;
}

/* Both readings of the standard: 32 octets at the start of the room or, with the lie "wide", 64 with leading zeros. */
static EVP_PKEY *opened_pair(const ENVELOPEDKEYBLOB *envelope, const BYTE session[16]) {
  BYTE plain[64], point[65] = {4};
  int length = 0;
  const int at = lies("wide") ? 32 : 0;
  EVP_CIPHER *sm4 = EVP_CIPHER_fetch(NULL, "SM4-ECB", NULL);
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  EVP_DecryptInit_ex2(context, sm4, session, NULL, NULL);
  EVP_CIPHER_CTX_set_padding(context, 0);
  EVP_DecryptUpdate(context, plain, &length, envelope->cbEncryptedPriKey, at + 32);
  EVP_CIPHER_CTX_free(context);
  EVP_CIPHER_free(sm4);
  memcpy(point + 1, envelope->PubKey.XCoordinate + 32, 32);
  memcpy(point + 33, envelope->PubKey.YCoordinate + 32, 32);
  EC_KEY *pair = EC_KEY_new_by_curve_name(NID_sm2);
  BIGNUM *scalar = BN_bin2bn(plain + at, 32, NULL);
  EVP_PKEY *key = NULL;
  if (EC_KEY_oct2key(pair, point, sizeof point, NULL) == 1 && EC_KEY_set_private_key(pair, scalar) == 1 &&
      EC_KEY_check_key(pair) == 1) {
    key = EVP_PKEY_new();
    EVP_PKEY_set1_EC_KEY(key, pair);
  }
  BN_clear_free(scalar);
  EC_KEY_free(pair);
  return key;
}

ULONG SKF_ImportECCKeyPair(HANDLE container, ENVELOPEDKEYBLOB *envelope) {
  CHECKED(container, CONTAINER);
  if (envelope->Version != 1 || envelope->ulBits != 256) return SAR_INDATAERR;
  if (envelope->ulSymmAlgID != SGD_SM4_ECB) return SAR_NOTSUPPORTYETERR;
  ULONG result;
  BYTE session[16];
  EVP_PKEY *own = signing_key(container, "SM2", &result);
  if (own == NULL) return result;
  EVP_PKEY *pair = open_session_key(own, &envelope->ECCCipherBlob, session) ? opened_pair(envelope, session) : NULL;
  EVP_PKEY_free(own);
  if (pair == NULL) return SAR_INDATAERR;
  result = lies("writes") ? SAR_OK : write_key(container, 0, pair);
  EVP_PKEY_free(pair);
  FAULT_POINT("after");
  return result;
}

#endif
