import type { EnrolmentErrorCode } from '../domain/error-codes.ts';
import type { CauseAndStep } from './message.ts';

export const enrolmentErrorsEn: Record<EnrolmentErrorCode, CauseAndStep> = {
  'profile-invalid': {
    cause: 'This file is no profile of an authority that can be used[ ({{reason}})][: {{member}}].',
    step: 'Get the profile anew from the authority; docs/formats.md says what belongs in it.',
  },
  'host-differs': {
    cause: 'The host that was typed is not that of the profile, which stays unverified.',
    step: 'Look the address up in a letter or on a card of the authority and type its host; if it differs, remove the profile.',
  },
  'protocol-unsupported': {
    cause: 'This program cannot apply by the protocol of this profile yet[ ({{protocol}})].',
    step: 'Apply on the web page of the authority, or ask it whether it takes a request as a file.',
  },
  'reply-foreign': {
    cause: 'No request here belongs to the key of this certificate, so it answers none of them; nothing was imported.',
    step: 'Check whether it is the file for this application; to keep the certificate anyway, import it.',
  },
  'reply-refused': {
    cause: 'The certificate was not taken as the answer to the request[ ({{reason}})], which is still pending.',
    step: 'Send this reason to the authority and ask for a new certificate for the same request.',
  },
};
