/* SPDX-License-Identifier: Apache-2.0 */
/* A software USB Key that speaks SKF (GM/T 0016), on OpenSSL's libcrypto. For tests; never shipped. */
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "pins.h"

ULONG SKF_EnumDev(BOOL present, LPSTR list, ULONG *size) {
  FAULT_POINT("before");
  char names[300] = "";
  device_line(0, names, sizeof names - 1);
  size_t length = !present || plugged() ? strlen(names) + 2 : 1;
  if (length == 1) names[0] = 0;
  return hand_over(names, length, list, size);
}

ULONG SKF_GetDevState(LPSTR name, ULONG *state) {
  FAULT_POINT("before");
  char own[256];
  device_line(0, own, sizeof own);
  *state = strcmp(name, own) == 0 && plugged() ? DEV_PRESENT_STATE : DEV_ABSENT_STATE;
  return SAR_OK;
}

ULONG SKF_ConnectDev(LPSTR name, HANDLE *device) {
  FAULT_POINT("before");
  char own[256];
  device_line(0, own, sizeof own);
  if (strcmp(name, own) != 0 || !plugged()) return SAR_DEVICE_REMOVED;
  *device = lies("handles") ? NULL : made(DEVICE, NULL);
  return SAR_OK;
}

ULONG SKF_DisConnectDev(HANDLE device) {
  FAULT_POINT("before");
  return released(device, DEVICE);
}

ULONG SKF_GetDevInfo(HANDLE device, DEVINFO *info) {
  CHECKED(device, DEVICE);
  memset(info, 0, sizeof *info);
  if (lies("text")) memset(info, 0xFF, sizeof *info);
  if (lies("text")) return SAR_OK;
  info->Version = (VERSION){1, 0};
  strcpy(info->Manufacturer, "Software SKF");
  strcpy(info->Issuer, "CertSteward tests");
  device_line(1, info->Label, sizeof info->Label);
  device_line(2, info->SerialNumber, sizeof info->SerialNumber);
  info->AlgAsymCap = SGD_SM2_1;
  info->AlgHashCap = SGD_SM3;
  info->TotalSpace = 65536;
  info->FreeSpace = 40000;
  info->MaxECCBufferSize = info->MaxBufferSize = 4096;
  return SAR_OK;
}

ULONG SKF_EnumApplication(HANDLE device, LPSTR list, ULONG *size) {
  CHECKED(device, DEVICE);
  char names[4096];
  return hand_over(names, names_in(path_of("apps"), names, sizeof names), list, size);
}

ULONG SKF_OpenApplication(HANDLE device, LPSTR name, HANDLE *application) {
  CHECKED(device, DEVICE);
  if (strchr(name, '/') != NULL || !exists(path_of("apps/%s", name))) return SAR_APPLICATION_NOT_EXISTS;
  OBJECT *opened = made(APPLICATION, device);
  snprintf(opened->app, sizeof opened->app, "%s", name);
  *application = opened;
  return SAR_OK;
}

ULONG SKF_CloseApplication(HANDLE application) {
  FAULT_POINT("before");
  return released(application, APPLICATION);
}

ULONG SKF_EnumContainer(HANDLE application, LPSTR list, ULONG *size) {
  CHECKED(application, APPLICATION);
  char names[4096];
  const char *folder = path_of("apps/%s/containers", ((OBJECT *)application)->app);
  return hand_over(names, names_in(folder, names, sizeof names), list, size);
}

ULONG SKF_OpenContainer(HANDLE application, LPSTR name, HANDLE *container) {
  CHECKED(application, APPLICATION);
  OBJECT *parent = application;
  if (strchr(name, '/') != NULL || !exists(path_of("apps/%s/containers/%s", parent->app, name)))
    return SAR_INVALIDPARAMERR;
  OBJECT *opened = made(CONTAINER, parent);
  snprintf(opened->container, sizeof opened->container, "%s", name);
  *container = opened;
  return SAR_OK;
}

ULONG SKF_CloseContainer(HANDLE container) {
  FAULT_POINT("before");
  return released(container, CONTAINER);
}

ULONG SKF_GetContainerType(HANDLE container, ULONG *type) {
  CHECKED(container, CONTAINER);
  *type = CONTAINER_ECC;
  return SAR_OK;
}

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

ULONG SKF_ExportPublicKey(HANDLE container, BOOL sign, BYTE *blob, ULONG *size) {
  CHECKED(container, CONTAINER);
  ECCPUBLICKEYBLOB value = {256, {0}, {0}};
  BYTE point[65];
  size_t length = 0;
  EVP_PKEY *key = key_of(container, sign);
  if (key == NULL) return SAR_KEYNOTFOUNDERR;
  EVP_PKEY_get_octet_string_param(key, "encoded-pub-key", point, sizeof point, &length);
  EVP_PKEY_free(key);
  if (length != sizeof point) return SAR_FAIL;
  memcpy(value.XCoordinate + 32, point + 1, 32);
  memcpy(value.YCoordinate + 32, point + 33, 32);
  if (lies("keys")) memset(value.XCoordinate, 0xFF, 64);
  return hand_over(&value, sizeof value, blob, size);
}

ULONG SKF_ExportCertificate(HANDLE container, BOOL sign, BYTE *certificate, ULONG *size) {
  CHECKED(container, CONTAINER);
  BYTE value[16384];
  long length = read_file(item(container, sign, "der"), value, sizeof value);
  if (length < 0) return SAR_CERTNOTFOUNDERR;
  if (lies("certificates")) memset(value, 0xFF, length);
  return hand_over(value, length, certificate, size);
}

ULONG SKF_ECCSignData(HANDLE container, BYTE *digest, ULONG length, ECCSIGNATUREBLOB *signature) {
  CHECKED(container, CONTAINER);
  if (!((OBJECT *)container)->user) return SAR_USER_NOT_LOGGED_IN;
  if (length != 32) return SAR_INDATALENERR;
  EVP_PKEY *key = key_of(container, 1);
  if (key == NULL) return SAR_KEYNOTFOUNDERR;
  BYTE der[128];
  const BYTE *at = der;
  size_t size = sizeof der;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
  int signed_ = EVP_PKEY_sign_init(context) == 1 && EVP_PKEY_sign(context, der, &size, digest, length) == 1;
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(key);
  if (!signed_) return SAR_FAIL;
  ECDSA_SIG *parts = d2i_ECDSA_SIG(NULL, &at, size);
  memset(signature, 0, sizeof *signature);
  BN_bn2binpad(ECDSA_SIG_get0_r(parts), signature->r + 32, 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(parts), signature->s + 32, 32);
  ECDSA_SIG_free(parts);
  if (lies("signatures")) signature->s[63] ^= 1;
  FAULT_POINT("after");
  return SAR_OK;
}
