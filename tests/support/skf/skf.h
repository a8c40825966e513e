/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The part of GM/T 0016 that the software key answers. Names, codes and layouts are those of the standard's interface;
 * nothing was copied from a vendor's header. WIDE_ULONG: a library whose ULONG has 8 octets, as some are built on Linux.
 */
#ifndef SKF_H
#define SKF_H

#include <stdint.h>

#ifdef WIDE_ULONG
typedef uint64_t ULONG;
#else
typedef uint32_t ULONG;
#endif
typedef int32_t BOOL;
typedef uint8_t BYTE;
typedef char *LPSTR;
typedef void *HANDLE;

#define SAR_OK 0
#define SAR_FAIL 0x0A000001
#define SAR_NOTSUPPORTYETERR 0x0A000003
#define SAR_INVALIDHANDLEERR 0x0A000005
#define SAR_INVALIDPARAMERR 0x0A000006
#define SAR_INDATALENERR 0x0A000010
#define SAR_KEYNOTFOUNDERR 0x0A00001B
#define SAR_INDATAERR 0x0A000011
#define SAR_NO_ROOM 0x0A000030
#define SAR_CERTNOTFOUNDERR 0x0A00001C
#define SAR_BUFFER_TOO_SMALL 0x0A000020
#define SAR_DEVICE_REMOVED 0x0A000023
#define SAR_PIN_INCORRECT 0x0A000024
#define SAR_PIN_LOCKED 0x0A000025
#define SAR_PIN_LEN_RANGE 0x0A000027
#define SAR_USER_NOT_LOGGED_IN 0x0A00002D
#define SAR_APPLICATION_NOT_EXISTS 0x0A00002E

#define ADMIN_TYPE 0
#define USER_TYPE 1
#define DEV_ABSENT_STATE 0
#define DEV_PRESENT_STATE 1
#define CONTAINER_RSA 1
#define CONTAINER_ECC 2
#define SGD_RSA 0x00010000
#define SGD_SM2_1 0x00020100
#define SGD_SM4_ECB 0x00000401
#define SGD_SM3 0x00000001

#pragma pack(push, 1)
typedef struct {
  BYTE major;
  BYTE minor;
} VERSION;

typedef struct {
  VERSION Version;
  char Manufacturer[64];
  char Issuer[64];
  char Label[32];
  char SerialNumber[32];
  VERSION HWVersion;
  VERSION FirmwareVersion;
  ULONG AlgSymCap;
  ULONG AlgAsymCap;
  ULONG AlgHashCap;
  ULONG DevAuthAlgId;
  ULONG TotalSpace;
  ULONG FreeSpace;
  ULONG MaxECCBufferSize;
  ULONG MaxBufferSize;
  BYTE Reserved[64];
} DEVINFO;

typedef struct {
  ULONG BitLen;
  BYTE XCoordinate[64];
  BYTE YCoordinate[64];
} ECCPUBLICKEYBLOB;

typedef struct {
  ULONG AlgID;
  ULONG BitLen;
  BYTE Modulus[256];
  BYTE PublicExponent[4];
} RSAPUBLICKEYBLOB;

typedef struct {
  BYTE XCoordinate[64];
  BYTE YCoordinate[64];
  BYTE HASH[32];
  ULONG CipherLen;
  BYTE Cipher[16];
} ECCCIPHERBLOB;

typedef struct {
  ULONG Version;
  ULONG ulSymmAlgID;
  ULONG ulBits;
  BYTE cbEncryptedPriKey[64];
  ECCPUBLICKEYBLOB PubKey;
  ECCCIPHERBLOB ECCCipherBlob;
} ENVELOPEDKEYBLOB;

typedef struct {
  BYTE r[64];
  BYTE s[64];
} ECCSIGNATUREBLOB;
#pragma pack(pop)

#endif
