export const rooms = {
  intro: 'A later version will offer here:',
  backToCertificates: 'Back to certificates',
  enrolment: {
    lead: 'Apply for a new certificate, or renew one before it expires.',
    points:
      'Follow the steps of the certificate authority one by one; The old certificate is retired only after the new one is proven',
  },
} as const;
