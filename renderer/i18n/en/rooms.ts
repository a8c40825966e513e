export const rooms = {
  intro: 'A later version will offer here:',
  backToCertificates: 'Back to certificates',
  backup: {
    lead: 'Back up certificates and private keys to a folder or a USB drive, and rehearse the restore.',
    points:
      'Each backup is rehearsed right after it is written, and only then counts; A renewed certificate marks its backup as out of date',
  },
  enrolment: {
    lead: 'Apply for a new certificate, or renew one before it expires.',
    points:
      'Follow the steps of the certificate authority one by one; The old certificate is retired only after the new one is proven',
  },
} as const;
