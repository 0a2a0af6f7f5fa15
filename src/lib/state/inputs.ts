/** What the connection tells, as inputs of the one reducer. */
import type { Decoded } from '../contract/events.ts';
import type { Presence, RawMember } from '../connection/connection.ts';
import type { Input } from '../domain/input.ts';
import { hintFor } from '../domain/name-hints.ts';
import type { DashboardDeps } from './dashboard.svelte.ts';

/** The input a frame is; null for one that changes no figure of its own. */
export function readDecoded(decoded: Decoded, name: string, knownNames: readonly string[]): Input | null {
	switch (decoded.verdict) {
		case 'accepted':
			return { type: 'accepted', event: decoded.event, payload: decoded.payload };
		case 'rejected':
			return { type: 'rejected', rejection: decoded.rejection };
		case 'unmapped':
			return { type: 'unmapped', unmapped: decoded.unmapped, hint: hintFor(name, knownNames) };
		case 'heartbeat':
			return { type: 'heartbeat.heard', heartbeat: decoded.heartbeat };
		case 'answered':
			return null;
	}
}

/** Who is there or came or went; null for a channel that no source calls its own. */
export function readPresence(
	presence: Presence,
	readMember: DashboardDeps['readMember'],
	at: number,
): Input | null {
	const { channel, kind } = presence;
	const read = (raw: RawMember) => readMember(channel, raw) ?? [];
	const [first] = kind === 'here' ? presence.members : [presence.member];
	// Nobody is on an empty channel but whose it is can still be asked.
	const asked = readMember(channel, first ?? { id: '0', info: null });
	if (asked === null) return null;
	const role = asked.isAdmin ? ('admins' as const) : ('shoppers' as const);
	if (kind === 'here') {
		const { self } = presence;
		return { type: 'members.here', role, members: presence.members.flatMap(read), self, at };
	}
	return kind === 'joined'
		? { type: 'member.joined', role, member: asked, at }
		: { type: 'member.left', role, id: asked.id, at };
}
