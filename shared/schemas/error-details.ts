// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const detailValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

export const errorDetailsSchema = z.record(z.string(), detailValue);
