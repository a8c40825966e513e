import type { Services } from '../../services.ts';
import type { Handlers } from '../handler-types.ts';

type CertificateCalls = 'certificates.list' | 'certificates.detail' | 'certificates.asn1' | 'certificates.annotate';

export function certificateHandlers({ certificates }: Services): Pick<Handlers, CertificateCalls> {
  return {
    'certificates.list': async (input) => certificates.list(input),
    'certificates.detail': async ({ sha256 }) => certificates.detail(sha256),
    'certificates.asn1': async ({ sha256 }) => certificates.asn1(sha256),
    'certificates.annotate': async ({ sha256, ...change }) => certificates.annotate(sha256, change),
  };
}
