// SPDX-License-Identifier: Apache-2.0
/** Throwaway keys, made by other software, so that reader and writer can't share a mistake. */
const file = Buffer.from(
  'MIIB0QIBATBHBgoqgRzPVQYBBAIBBgcqgRzPVQFoBDDIHC/qttf1ED24q3N2L+mrluJtm0Gzq8pZMyx7w/jUj3hhDfduFvrt7IUlUoUu' +
    'e2owggGBBgoqgRzPVQYBBAIBBIIBcTCCAW0wggEToAMCAQICFEwQBLiK+WVubiw3ktVCsRUBXaw5MAoGCCqBHM9VAYN1MAwxCjAIBgNV' +
    'BAMMAXYwHhcNMjYxMTI5MDQ0NzIwWhcNMzYxMTI2MDQ0NzIwWjAMMQowCAYDVQQDDAF2MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE' +
    '3ClH3t+9JFSkMNOVOfQlS/zpPUKULnO+auq0YWBfcYyVlzWcBjQTHfiTGdpbVLjFUb2BBQM/YhwpcWYG13HjMKNTMFEwHQYDVR0OBBYE' +
    'FJre3RcpJnsJRpYVfGy8FQhgNULzMB8GA1UdIwQYMBaAFJre3RcpJnsJRpYVfGy8FQhgNULzMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoEc' +
    'z1UBg3UDSAAwRQIhAOjKjmb6Itr8bv2nXm9Ffj99awPMo7S5P7w8ZWhMwyfpAiB+sLuW7VuIxqqvWHNZBTPC4Rr5kj3CRQxuJG1wIhG+' +
    'cg==',
  'base64',
);

/** A .sm2 file made by `openssl dgst -sm3`, `enc -sm4-cbc` and `asn1parse -genconf` of OpenSSL 3.5. */
export const cfcaVector = {
  file,
  password: 'Test-1234',
  scalar: Buffer.from('d83fb9937ab22b422036931e698d1e81feb74a47694db7bcdc83b802d1693583', 'hex'),
  certificate: file.subarray(file.length - 369),
};

/** The same key and password: `openssl pkcs8 -v2 sm4-cbc -v2prf hmacWithSM3 -iter 64`. */
export const sm3Pkcs8 = Buffer.from(
  'MIH0MF8GCSqGSIb3DQEFDTBSMDIGCSqGSIb3DQEFDDAlBBDKln928rQck5sPQ43CfdRcAgFAMA4GCiqBHM9VAYMRAwEFADAcBggqgRzP' +
    'VQFoAgQQBaWFL6OcWiXZ4MJ0Dd1I8QSBkITML6oMUDL4yZ+d4RkRp/LNRfhFRNsESc469ID3nfDocdv5cOQ3Zs/8IP39Nm2xy3kYBSt2' +
    'ySFrXXLj9YbPRdp9tdq/W1isVPOE7M1cpjdT+gmRgxCOhG2ymXWMbjwyInggXYNxGiCTYtmm0gXN02xXVJX0BfXQ0AFl2fBb4weegsHs' +
    'Y/FT7eQcsNGjeAJ6YA==',
  'base64',
);

/** `botan keygen --algo=SM2 --params=sm2p256v1` of Botan 3.12. */
export const botanKey = Buffer.from(
  'MIGJAgEAMBUGCSqBHM9VAYItAQYIKoEcz1UBgi0EbTBrAgEBBCDMEPN3UI9YrTEOQydEKCRrvSMbE7c3g0rCmSqAPKEgWKFEA0IABKD8' +
    'Y38JJGI2rfhrRt4SPkNQHZ9ItqWY9/MX++bffg223bD8XC00F1Svn5h3P/xDSLiW2PgqQ4k/yXhKIF+fpD0=',
  'base64',
);
