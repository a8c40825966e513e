/* SPDX-License-Identifier: Apache-2.0 */
/* A software USB Key that speaks SKF (GM/T 0016), on OpenSSL's libcrypto. For tests; never shipped. */
#include "keys.h"
#include "writing.h"

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
