// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';

/** @peculiar/x509 needs reflect-metadata loaded first, so import it only through this module. */
export {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ChallengePasswordAttribute,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  Pkcs10CertificateRequest,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
  X509CrlReason,
} from '@peculiar/x509';
