/** The shapes pusher-js hands on, read into ours. */
import type { RawMember, Reason } from './connection.ts';

/** What a refusing code means, by Reverb's and Pusher's use of it. */
const REFUSALS = new Map<number, Reason['code']>([
	[4001, 'unknown-app'],
	[4003, 'app-disabled'],
	[4004, 'over-quota'],
	[4100, 'over-quota'],
	[4009, 'origin'],
]);

/** pusher-js hands on an object with a method; its ids are texts on the wire. */
export function readMembers(members: unknown): { members: readonly RawMember[]; self: string | null } {
	const { members: byId, myID } = members as { members?: Record<string, unknown>; myID?: unknown };
	return {
		members: Object.entries(byId ?? {}).map(([id, info]) => ({ id, info })),
		self: myID === undefined || myID === null ? null : String(myID),
	};
}

/** The number of the latest socket that pusher-js opened, by its own record; 0 before the first. */
export function latestSocket(record: unknown): number {
	return socketFacts(record).reduce((latest, { socket }) => Math.max(latest, socket), 0);
}

/** Whether the latest socket ended and it is a later one than `after`; false where the record cannot be read. */
export function hasEnded(record: unknown, after: number): boolean {
	const latest = latestSocket(record);
	const last = socketFacts(record).findLast(({ socket, state }) => socket === latest && state !== undefined);
	return latest > after && last?.state === 'closed';
}

function socketFacts(record: unknown): { readonly socket: number; readonly state: unknown }[] {
	if (!Array.isArray(record)) return [];
	return record.flatMap((fact: unknown) => {
		const { cid: socket, state } = Object(fact) as { cid?: unknown; state?: unknown };
		return typeof socket === 'number' ? [{ socket, state }] : [];
	});
}

/** pusher-js' error events have three shapes; all end as one reason. */
export function readError(error: unknown, isOnline: boolean): Reason {
	const at = (value: unknown, name: string): unknown =>
		typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
	const type = at(error, 'type') ?? at(at(error, 'error'), 'type');
	if (type === 'HandshakeError') return { code: 'not-a-broadcaster', detail: null };
	const data = at(error, 'data') ?? at(at(error, 'error'), 'data');
	const code = at(data, 'code');
	const message = at(data, 'message');
	const detail = typeof message === 'string' && message !== '' ? message : null;
	if (typeof code !== 'number') return { code: isOnline ? 'no-answer' : 'browser-offline', detail };
	if (code < 4000) return { code: 'dropped', detail: `code ${code}` };
	return {
		code: REFUSALS.get(code) ?? (code < 4100 || code >= 4300 ? 'refused' : 'error'),
		detail: `${code}${detail === null ? '' : ` ${detail}`}`,
	};
}
