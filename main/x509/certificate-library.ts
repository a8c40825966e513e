// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';

/**
 * @peculiar/x509 asks, when it is loaded, for a polyfill that its user has to load first. Here both are one module: in a
 * bundle whose chunks share the library, each user's own import of the polyfill would run after the library.
 */
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
} from '@peculiar/x509';
