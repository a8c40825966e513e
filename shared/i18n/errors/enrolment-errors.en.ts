// SPDX-License-Identifier: Apache-2.0
import type { EnrolmentErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const enrolmentErrorsEn: Record<EnrolmentErrorCode, CauseAndStep> = {
  'profile-invalid': {
    cause:
      'This file isn’t a usable CA guide[, because “{{member}}” in it can’t be used][, because “{{missing}}” is missing].',
    step: 'Get the guide from the CA again.',
  },
  'profile-exists': {
    cause: 'This file differs from the CA guide you confirmed[ ({{name}}, {{host}})][: {{differences}}].',
    step: 'Compare the differences with official documents. To continue, choose “Replace”, then compare the guide’s address again.',
  },
  'host-mismatch': {
    cause: 'The website name you typed differs from the one in the guide, so the guide isn’t confirmed.',
    step: 'Find the address in a letter or on a card from the CA and type its website name. If it really differs from the one in the guide, remove the guide.',
  },
  'protocol-unsupported': {
    cause: 'The guide’s protocol or the CA’s server doesn’t support this[ ({{protocol}})].',
    step: 'Follow the steps in the guide, or ask the CA what other ways it offers.',
  },
  'response-mismatch': {
    cause: 'This certificate doesn’t match any of your requests. Nothing was imported.',
    step: 'Choose a different file, or ask the CA for the right certificate. To keep this one anyway, import it.',
  },
  'reply-refused': {
    cause: 'The certificate wasn’t accepted for your request[ ({{reason}})]. The request is still pending.',
    step: 'Tell the CA this reason and ask for a new certificate for the same request.',
  },
  'replacement-invalid': {
    cause: 'This certificate can’t replace the old one[ ({{reason}})]. The old one was kept.',
    step: 'Tell the CA this reason and ask for a different certificate. Keep using the old certificate until you have a valid replacement.',
  },
  'anchor-needed': {
    cause:
      'You haven’t confirmed the CA of this server[ ({{host}})] yet, so CertSteward only read the server’s certificates[. The server sent: {{authorities}}].',
    step: 'Compare the SHA-256 fingerprint with the one in official documents from the CA. If they match, confirm the CA.',
  },
  'server-untrusted': {
    cause: 'The server’s certificate isn’t from this CA, so the request and code weren’t sent.',
    step: 'Don’t use this network. Someone may be intercepting the connection. If the CA changed its certificate, get the new certificate from the CA.',
  },
  'server-reply-unusable': {
    cause: 'The server’s response can’t be used[ ({{reason}})]. Nothing was imported.',
    step: 'Try again later. If it keeps happening, tell the CA. If a request was saved, you can check it again under “Apply & renew”.',
  },
  'clock-wrong': {
    cause: 'This computer’s clock differs too much from the server’s. Nothing was sent.',
    step: 'Turn on automatic date, time and time zone, then try again.',
  },
  'code-missing': {
    cause: 'The CA requires an authorisation code[ ({{status}})].',
    step: 'Submit again with the reference number and authorisation code.',
  },
  'code-refused': {
    cause: 'The CA refused the reference number, code or certificate used to sign in[ ({{status}})].',
    step: 'Compare the reference number and code with those the CA gave you, then try again. Too many wrong codes may lock you out.',
  },
  'request-declined': {
    cause: 'The server declined the request[ ({{status}})].',
    step: 'Ask the CA for the reason. Certificate requests stay saved, so you can submit them again or delete them.',
  },
  'authority-key-consent': {
    cause: 'The CA would make your private key and keep a copy. You haven’t agreed to that, so nothing was sent.',
    step: 'It’s better to let CertSteward make the key, so only you have it. If the CA insists on making it, agree to this first.',
  },
  'authority-key-place': {
    cause:
      'A private key made by the CA can only be requested over EST and stored in the vault[ (this request: {{place}})]. Nothing was sent.',
    step: 'To use a USB key, make the private key on it instead. The key then never leaves the USB key.',
  },
  'authority-key-unusable': {
    cause:
      'The CA’s response doesn’t have a usable private key with its certificate[ ({{reason}})]. Nothing was imported. The CA may have issued a certificate whose key is lost.',
    step: 'Ask the CA to revoke the certificate it issued. Your request is saved. If you submit again, the CA will make a new key.',
  },
  'authority-key-encrypted': {
    cause:
      'The CA encrypted the private key with a different key, so it can’t be opened. Nothing was imported. The CA may have issued a certificate whose key is lost.',
    step: 'Ask the CA to send the key unencrypted inside the protected connection. Or better, let CertSteward make the key.',
  },
  'authority-key-weak': {
    cause:
      'The private key the CA made is too weak or not new[ ({{algorithm}})][ ({{reason}})]. Nothing was imported. The CA may have issued a certificate for it.',
    step: 'Let CertSteward make the key. Ask the CA to revoke the certificate it issued.',
  },
  'authority-key-mismatch': {
    cause:
      'The private key doesn’t match any certificate sent with it. Nothing was imported. The key of the issued certificate is lost.',
    step: 'Ask the CA to revoke the certificate it issued. Your request is saved. If you submit again, the CA will make a new key.',
  },
  'needs-replacement': {
    cause: 'This certificate was reported lost, stolen or exposed, so you can’t renew it. Nothing was sent.',
    step: 'Apply for a replacement instead. If you’ve found the certificate, withdraw the loss report first.',
  },
  'not-revoked': {
    cause: 'Nothing was revoked. CertSteward can’t ask this CA to revoke certificates[ ({{protocol}})].',
    step: 'Contact the CA yourself. The contact sheet says who to call and what they’ll ask for.',
  },
};
