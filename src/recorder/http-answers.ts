/** Reads somebody's word that they take an alert on; who they are is never read from it. */
import * as v from 'valibot';
import type { Acknowledgement } from '../lib/domain/acknowledgement.ts';
import type { Reader } from './session-token.ts';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(400));
const moment = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(8_640_000_000_000_000));
const Answer = v.object({
	ref: text,
	openedAt: moment,
	severity: v.picklist(['low', 'medium', 'high', 'critical']),
	kind: v.picklist(['acknowledged', 'snoozed']),
	at: moment,
	until: v.nullable(moment),
});

/** The longest snooze there is. */
const SNOOZE_LIMIT_MS = 3_600_000;
/** A clock that is further off than this is put right. */
export const CLOCKS_AGREE_MS = 120_000;
const SOMEBODY = { id: 'unknown', name: 'somebody' };

/** The answer to keep, or what is wrong with it. */
export function readAnswer(body: unknown, self: Reader['self'], now: number): Acknowledgement | string {
	const read = v.safeParse(Answer, body);
	if (!read.success) return `${v.getDotPath(read.issues[0]) ?? 'the body'} cannot be read`;
	const { ref, openedAt, severity, kind, at, until } = read.output;
	if ((kind === 'snoozed') !== (until !== null)) return 'until belongs to a snooze, and only to that';
	const lastsMs = until === null ? null : until - at;
	if (lastsMs !== null && (lastsMs <= 0 || lastsMs > SNOOZE_LIMIT_MS))
		return 'until is not within an hour after at';
	const saidAt = Math.abs(at - now) <= CLOCKS_AGREE_MS ? at : now;
	return {
		ref,
		openedAt,
		severity,
		kind,
		by: self ?? SOMEBODY,
		at: saidAt,
		until: lastsMs === null ? null : saidAt + lastsMs,
	};
}
