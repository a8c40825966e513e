// SPDX-License-Identifier: Apache-2.0
import type { PathReason, PathRule, PathWarning } from '../domain/trust/path-reasons.ts';

export interface PathReasonTexts {
  readonly roles: Readonly<Record<PathReason['role'], string>>;
  readonly codes: Readonly<Record<PathReason['code'] | PathWarning['code'], string>>;
  /** Instead of `root-untrusted` for the checked certificate itself. Only a CA can be added as an anchor. */
  readonly selfUntrusted: string;
  readonly rules: Readonly<Record<PathRule, string>>;
  readonly revocationReasons: Readonly<Record<string, string>>;
  readonly valid: string;
  readonly invalid: string;
  readonly warning: string;
  readonly revocation: Readonly<Record<'good' | 'revoked' | 'unknown' | 'not-checked', string>>;
}

export const pathReasonsEn: PathReasonTexts = {
  roles: {
    leaf: 'the certificate “{{name}}”',
    intermediate: 'the intermediate “{{name}}”',
    anchor: 'the root “{{name}}”',
  },
  codes: {
    'no-issuer':
      'CertSteward doesn’t know the issuer of {{certificate}}. Add the issuer’s certificate with --with or --anchor.',
    'root-untrusted':
      'The chain ends at {{certificate}}, which is self-signed and not trusted here. To trust it, check its fingerprint with the CA and run certsteward anchors add FILE. To trust it for one check, run certsteward validate with --anchor FILE.',
    'search-limit':
      'CertSteward stopped checking {{certificate}} and its issuers because there were too many certificates, names or signatures.',
    'signature-invalid':
      'The issuer didn’t sign {{certificate}}. The certificate was changed, or signed with a different key.',
    'signature-unsupported':
      'CertSteward can’t check the signature on {{certificate}}, because its algorithm or key isn’t supported. Ask the issuer for a certificate with an RSA or EC key.',
    'not-yet-valid': 'Not yet valid: {{certificate}} is valid from {{detail}}.',
    expired: 'Expired: {{certificate}} was valid until {{detail}}.',
    'not-authority': 'A certificate in the chain was issued by {{certificate}}, which isn’t a CA.',
    'path-length': 'There are more CAs in the chain than a CA above {{certificate}} allows (path length).',
    'too-deep': 'There are more CAs between {{certificate}} and the root than the allowed maximum ({{detail}}).',
    'key-usage': 'The key usage of {{certificate}} doesn’t allow this use.',
    'extended-key-usage': 'The extended key usage of {{certificate}} doesn’t allow “{{detail}}”.',
    'name-constraints': 'A CA above {{certificate}} isn’t allowed to issue for the name “{{detail}}”.',
    'name-constraints-unsupported': 'The name constraints on {{certificate}} aren’t supported.',
    policy: 'The chain for {{certificate}} has none of the required certificate policies.',
    'critical-extension': 'Unknown critical extension in {{certificate}}: {{detail}}.',
    malformed: 'Damaged extension in {{certificate}}: {{detail}}.',
    profile: 'RFC 5280 doesn’t allow this in {{certificate}}: {{detail}}.',
    webpki: 'The rules for websites don’t allow this in {{certificate}}: {{detail}}.',
    'weak-algorithm': 'An algorithm used for {{certificate}} isn’t allowed for websites: {{detail}}.',
    'weak-key': 'The key of {{certificate}} is too short ({{detail}}). Ask the issuer for RSA 2048 or more.',
    'weak-signature':
      'The signature on {{certificate}} uses {{detail}}, so it can be forged. Ask the issuer for a new certificate.',
    'weak-revocation':
      'The revocation list or response saying that {{certificate}} isn’t revoked is signed with {{detail}}, so it can be forged.',
    'name-mismatch': 'The name “{{detail}}” doesn’t match {{certificate}}.',
    revoked: 'The issuer revoked {{certificate}}[: {{detail}}].',
    'revocation-unknown':
      'CertSteward can’t tell whether {{certificate}} is revoked. No current revocation list or OCSP response covers it.',
  },
  selfUntrusted:
    'No CA issued {{certificate}}: it’s self-signed and not trusted here. Ask the bank or website whether it uses this certificate, and compare the fingerprint. Until it’s confirmed, don’t trust it. To trust a CA’s own certificate, run certsteward anchors add FILE. To trust that CA for one check, run certsteward validate with --anchor FILE.',
  rules: {
    'algorithms-differ': 'its two signature algorithms differ',
    'repeated-extension': 'an extension appears twice',
    'empty-issuer': 'its issuer name is empty',
    'empty-subject': 'it has no name',
    'serial-number': 'its serial number is zero, negative or too long',
    'authority-key-id-missing': 'its authority key identifier is missing',
    'authority-key-id-critical': 'its authority key identifier is marked critical',
    'subject-key-id-missing': 'its subject key identifier is missing',
    'subject-key-id-critical': 'its subject key identifier is marked critical',
    'basic-constraints-not-critical': 'its basic constraints aren’t marked critical',
    'name-constraints-not-critical': 'its name constraints aren’t marked critical',
    'name-constraints-syntax': 'a name constraint begins with a period',
    'name-constraints-in-leaf': 'it has name constraints but isn’t a CA',
    'policy-constraints-not-critical': 'its policy constraints aren’t marked critical',
    'inhibit-any-policy-not-critical': 'its inhibit anyPolicy extension isn’t marked critical',
    'information-access-critical': 'its authority information access is marked critical',
    'certificate-signing-without-authority': 'it can sign certificates but isn’t a CA',
    'alternative-names-not-critical': 'it only has alternative names, and they aren’t marked critical',
    'alternative-names-critical': 'it has a subject, and its alternative names are marked critical',
    'alternative-names-missing': 'it has no alternative names',
    'host-name-syntax': 'a DNS name among its alternative names isn’t a valid host name',
    wildcard: 'its wildcard covers a whole public suffix',
    'common-name': 'its common name isn’t among its alternative names',
    'any-extended-key-usage': 'it allows any purpose',
    'extended-key-usage-missing': 'it lists no purpose',
    'extended-key-usage-critical': 'its extended key usage is marked critical',
    'extended-key-usage-of-root': 'the root lists purposes',
    'authority-key-id-of-root':
      'its authority key identifier differs from its subject key identifier, or contains more',
    'authority-as-leaf': 'it’s a CA',
    version: 'it isn’t version 3',
  },
  revocationReasons: {
    0: 'no reason given',
    1: 'its key was compromised',
    2: 'the CA was compromised',
    3: 'its holder’s affiliation changed',
    4: 'it was superseded',
    5: 'it’s no longer used',
    6: 'it’s on hold',
    9: 'a privilege was withdrawn',
    10: 'the attribute authority (AA) was compromised',
  },
  valid: 'valid',
  invalid: 'not valid',
  warning: 'warning',
  revocation: {
    good: 'not revoked',
    revoked: 'revoked',
    unknown: 'revocation unknown',
    'not-checked': 'revocation not checked',
  },
};
