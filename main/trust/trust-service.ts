// SPDX-License-Identifier: Apache-2.0
import type { ValidationAnswer } from '../../shared/schemas/validation.ts';
import type { SystemRoot } from '../certificates/system-roots.ts';
import type { ParseClient } from '../processes/parse-client.ts';
import { createAnchorsService, type AnchorsService } from './anchors.ts';
import { gatherQuestion, type QuestionSources, type ValidationRequest } from './gather-question.ts';
import { createPathChecks, type PathChecks } from './path-checks.ts';
import { systemResolver } from './revocation/checked-lookup.ts';
import { createRevocationService, type RevocationService } from './revocation/revocation-service.ts';

export interface TrustService {
  /** The person's own trust anchors. */
  readonly anchors: AnchorsService;
  /** Verdicts on the certificates of the vault. */
  readonly checks: PathChecks;
  /** Whether certificates are revoked, by asking their issuers. */
  readonly revocation: RevocationService;
  /**
   * Validates a certification path by RFC 5280 §6, to the system's anchors, the person's own, and the given files.
   * Nothing is fetched. Errors: those of reading and opening a file, with `file`; those of an ID.
   */
  validate(request: ValidationRequest): Promise<ValidationAnswer>;
}

export interface TrustOptions extends QuestionSources {
  readonly parse: ParseClient;
  /** For verdicts on many certificates, which nobody waits for. */
  readonly background: ParseClient;
  readonly systemRoots: () => readonly SystemRoot[];
  readonly now: () => Date;
}

export function createTrustService({ parse, background, systemRoots, now, ...sources }: TrustOptions): TrustService {
  return {
    anchors: createAnchorsService({ ...sources, parse, systemRoots }),
    checks: createPathChecks({ ...sources, parse: background, systemRoots, now }),
    revocation: createRevocationService({ ...sources, parse, now, resolve: systemResolver }),
    async validate(request) {
      const { input, naming } = await gatherQuestion(request, sources);
      try {
        const { verdicts: _, ...answer } = await parse.run('validate', input);
        return answer;
      } catch (error) {
        throw naming(error);
      }
    },
  };
}
