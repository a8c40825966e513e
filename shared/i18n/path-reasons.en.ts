// SPDX-License-Identifier: Apache-2.0
import type { PathReason, PathRule, PathWarning } from '../domain/trust/path-reasons.ts';

/** `{{certificate}}`: role and name. */
export interface PathReasonTexts {
  readonly roles: Readonly<Record<PathReason['role'], string>>;
  readonly codes: Readonly<Record<PathReason['code'] | PathWarning['code'], string>>;
  readonly rules: Readonly<Record<PathRule, string>>;
  /** CRL reason codes (RFC 5280 §5.3.1). */
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
    'no-issuer': 'The issuer of {{certificate}} is not known here: give its certificate with --with or --anchor.',
    'root-untrusted': 'The path ends at {{certificate}}, which issued itself and is not trusted here.',
    'search-limit':
      'The search above {{certificate}} was stopped: too many certificates, names or signatures to judge.',
    'signature-invalid':
      'The signature on {{certificate}} is not by its issuer: it was changed, or another key signed it.',
    'signature-unsupported':
      'CertSteward can’t check the signature on {{certificate}}: its algorithm or key isn’t supported here. Ask the issuer for a certificate with an RSA or EC key.',
    'not-yet-valid': 'For {{certificate}} the time has not come: it is valid from {{detail}}.',
    expired: 'The time of {{certificate}} is over: it expired on {{detail}}.',
    'not-authority': 'A certificate of the path was issued by {{certificate}}, which is no certificate authority.',
    'path-length': 'Above {{certificate}} an authority allows fewer authorities below it (path length).',
    'too-deep': 'Above {{certificate}} are more authorities than the {{detail}} that were allowed.',
    'key-usage': 'The key usage of {{certificate}} does not allow what its key is used for here.',
    'extended-key-usage': 'The extended key usage of {{certificate}} does not allow the purpose “{{detail}}”.',
    'name-constraints': 'An authority above {{certificate}} may not issue for the name “{{detail}}”.',
    'name-constraints-unsupported': 'Name constraints on {{certificate}} are of a kind that is not supported here.',
    policy: 'The path of {{certificate}} has no certificate policy that is asked for.',
    'critical-extension': 'A critical extension of {{certificate}} is not known here: {{detail}}.',
    malformed: 'An extension of {{certificate}} is damaged: {{detail}}.',
    profile: 'What RFC 5280 demands is not kept by {{certificate}}: {{detail}}.',
    webpki: 'What is demanded of web sites is not kept by {{certificate}}: {{detail}}.',
    'weak-algorithm': 'Web sites may not use an algorithm of {{certificate}}: {{detail}}.',
    'weak-key': 'The key of {{certificate}} is too short ({{detail}}). Ask its issuer for one with RSA 2048 or more.',
    'weak-signature':
      'The signature on {{certificate}} uses {{detail}}, which can be forged. Ask its issuer for a new one.',
    'weak-revocation': 'The answer that {{certificate}} is not revoked is signed with {{detail}}, which can be forged.',
    'name-mismatch': 'Another name than “{{detail}}” is what {{certificate}} is for.',
    revoked: 'Its issuer has revoked {{certificate}}[: {{detail}}].',
    'revocation-unknown': 'Whether {{certificate}} is revoked cannot be told: no current revocation list covers it.',
  },
  rules: {
    'algorithms-differ': 'its two signature algorithms differ',
    'repeated-extension': 'an extension appears twice',
    'empty-issuer': 'the name of its issuer is empty',
    'empty-subject': 'it has no name',
    'serial-number': 'its serial number is zero, negative or too long',
    'authority-key-id-missing': 'the key identifier of its issuer is missing',
    'authority-key-id-critical': 'the key identifier of its issuer is critical',
    'subject-key-id-missing': 'its key identifier is missing',
    'subject-key-id-critical': 'its key identifier is critical',
    'basic-constraints-not-critical': 'its basic constraints are not critical',
    'name-constraints-not-critical': 'its name constraints are not critical',
    'name-constraints-syntax': 'a name constraint begins with a period',
    'name-constraints-in-leaf': 'it has name constraints but is no authority',
    'policy-constraints-not-critical': 'its policy constraints are not critical',
    'inhibit-any-policy-not-critical': 'its inhibit anyPolicy is not critical',
    'information-access-critical': 'its authority information access is critical',
    'certificate-signing-without-authority': 'it may sign certificates but is no authority',
    'alternative-names-not-critical': 'it has alternative names only, and they are not critical',
    'alternative-names-critical': 'its alternative names are critical beside a subject',
    'alternative-names-missing': 'it has no alternative names',
    'host-name-syntax': 'an alternative name is no host name',
    wildcard: 'its wildcard covers a whole public suffix',
    'common-name': 'its common name is not among its alternative names',
    'any-extended-key-usage': 'it is for any purpose',
    'extended-key-usage-missing': 'it names no purpose',
    'extended-key-usage-critical': 'its extended key usage is critical',
    'extended-key-usage-of-root': 'a root names purposes',
    'authority-key-id-of-root': 'its authority key identifier is not its own key identifier alone',
    'authority-as-leaf': 'it is a certificate authority',
    version: 'it is not of version 3',
  },
  revocationReasons: {
    0: 'no reason given',
    1: 'its key was compromised',
    2: 'the authority was compromised',
    3: 'the affiliation changed',
    4: 'it was superseded',
    5: 'it is no longer used',
    6: 'it is on hold',
    9: 'the privilege was withdrawn',
    10: 'the attribute authority was compromised',
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
