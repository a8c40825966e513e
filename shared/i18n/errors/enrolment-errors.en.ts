// SPDX-License-Identifier: Apache-2.0
import type { EnrolmentErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const enrolmentErrorsEn: Record<EnrolmentErrorCode, CauseAndStep> = {
  'profile-invalid': {
    cause: 'This file is no profile of an authority that can be used[ ({{reason}})][: {{member}}].',
    step: 'Get the profile anew from the authority; docs/formats.md says what belongs in it.',
  },
  'profile-exists': {
    cause: 'You confirmed this profile before[ ({{name}}, {{host}})], and the file differs[: {{differences}}].',
    step: 'Compare the differences with official papers. To go on, choose Replace, then confirm its host again.',
  },
  'host-mismatch': {
    cause: 'The host that was typed is not that of the profile, which stays unverified.',
    step: 'Look the address up in a letter or on a card of the authority and type its host; if it differs, remove the profile.',
  },
  'protocol-unsupported': {
    cause: 'This program cannot apply by the protocol of this profile yet[ ({{protocol}})].',
    step: 'Apply on the web page of the authority, or ask it whether it takes a request as a file.',
  },
  'response-mismatch': {
    cause: 'No request here belongs to the key of this certificate, so it answers none of them; nothing was imported.',
    step: 'Check whether it is the file for this application; to keep the certificate anyway, import it.',
  },
  'reply-refused': {
    cause: 'The certificate was not taken as the answer to the request[ ({{reason}})], which is still pending.',
    step: 'Send this reason to the authority and ask for a new certificate for the same request.',
  },
  'replacement-invalid': {
    cause: 'This certificate cannot take the place of the old one[ ({{reason}})], which stays where it is.',
    step: 'Send this reason to the authority and ask for another certificate; use the old one until then.',
  },
  'anchor-needed': {
    cause:
      'Nobody has said yet which authority this server has to lead to[: {{host}}], so nothing but its certificates was asked for[. It shows: {{authorities}}].',
    step: 'Compare the SHA-256 with official papers of the authority. If it is right, confirm it.',
  },
  'server-untrusted': {
    cause:
      'The server does not lead to the trust anchor of this authority, so neither the request nor a code was sent.',
    step: 'Do not use this network: somebody may be in between. If the authority has changed its certificate, get the new one from it.',
  },
  'server-reply-unusable': {
    cause: 'What the server answered cannot be used[ ({{reason}})]; nothing was imported.',
    step: 'Try again later; if it stays so, tell the authority. A request that was sent is kept: pending check asks again.',
  },
  'clock-wrong': {
    cause: 'The clock here differs too much from the server’s, so nothing was sent.',
    step: 'Let the system set date, time and time zone by itself, then try again.',
  },
  'code-missing': {
    cause: 'The server asks for a code, and none was given[ ({{status}})]. The request is kept.',
    step: 'Ask again with the reference number and the authorisation code.',
  },
  'code-refused': {
    cause: 'The server refused this reference number or code[ ({{status}})]. The request is kept.',
    step: 'Check both against what the authority gave you, then ask again (pending check); many lock after a few wrong ones.',
  },
  'request-declined': {
    cause: 'The server declined the request[ ({{status}})]; it is kept.',
    step: 'Ask the authority what it takes (names, kind of key). Then ask again, or delete the request.',
  },
  'authority-key-consent': {
    cause:
      'Here the authority makes your private key, and therefore knows it. Nobody has agreed to that, so nothing was sent.',
    step: 'It is better to let this program make the key: then nobody else has it. If the authority leaves no choice, agree to it.',
  },
  'authority-key-place': {
    cause:
      'A private key that the authority makes goes into the vault, over EST alone[ ({{place}})]; nothing was sent.',
    step: 'For a USB token let the token make the key: it never leaves the token.',
  },
  'authority-key-unusable': {
    cause:
      'What the authority answered could not be kept as one private key with its certificate[ ({{reason}})]; nothing was imported. It may have issued a certificate whose key is lost.',
    step: 'Tell the authority, and ask it to revoke what it issued. The request is kept: asked again, it makes another key.',
  },
  'authority-key-encrypted': {
    cause:
      'The authority sent the private key encrypted with another key, which this program does not open; nothing was imported. It may have issued a certificate whose key is lost.',
    step: 'Ask the authority to send the key as it is, inside the protected connection, or better: let this program make the key.',
  },
  'authority-key-weak': {
    cause:
      'The private key that the authority sent is too weak, or not a new one[ ({{algorithm}})][ ({{reason}})]; nothing was imported. It may have issued a certificate for it.',
    step: 'Let this program make the key. Ask the authority to revoke what it issued.',
  },
  'authority-key-mismatch': {
    cause:
      'The private key that came does not belong to any certificate that came with it; nothing was imported. The key of what was issued is lost.',
    step: 'Tell the authority, and ask it to revoke what it issued. The request is kept: asked again, it makes another key.',
  },
  'needs-replacement': {
    cause: 'This certificate was reported lost, stolen or exposed and may vouch for no other; nothing was asked for.',
    step: 'Replace it instead: apply for another one in its place. If it was found, take the report back first.',
  },
  'not-revoked': {
    cause: 'Nothing was revoked: this program has no way to ask the authority for it[ ({{protocol}})].',
    step: 'Tell the authority yourself; the contact sheet says whom to call and what it will ask for.',
  },
};
