/**
 * Reads what the shop signed for a challenge: which channels, and who it is.
 *
 * Always over the raw text that travelled. Whoever may subscribe to a channel may read what was recorded of it.
 */
import { createHmac } from 'node:crypto';
import { readMember } from '../lib/contract/channels.ts';
import type { Source } from '../lib/contract/source.ts';
import { isSame, type Reader } from './session-token.ts';

/** As the auth endpoint answered; both absent for a public channel. */
export interface Signature {
	readonly auth?: string | undefined;
	readonly channelData?: string | undefined;
}

export interface SignatureRules {
	readonly app: { readonly key: string; readonly secret: string };
	readonly sources: readonly Source[];
	/** Wire names. */
	readonly recorded: readonly string[];
}

const isGuarded = (channel: string) => /^(private|presence)-/.test(channel);
const isPresence = (channel: string) => channel.startsWith('presence-');

/** The recorded channels that these signatures open, and whom they name. */
export function readSignatures(
	socketId: string,
	signed: Readonly<Record<string, Signature>>,
	{ app, sources, recorded }: SignatureRules,
): Pick<Reader, 'channels' | 'self'> {
	const valid = Object.entries(signed).filter(([channel, { auth, channelData }]) => {
		if (!isGuarded(channel)) return true;
		if (auth === undefined || isPresence(channel) !== (channelData !== undefined)) return false;
		const text = [socketId, channel, ...(channelData === undefined ? [] : [channelData])].join(':');
		const signature = createHmac('sha256', app.secret).update(text).digest('hex');
		return isSame(auth, `${app.key}:${signature}`);
	});
	// Known names only: one with a colon in it could be shifted into a signature for something else.
	const named = valid.map(([channel]) => channel).filter((channel) => recorded.includes(channel));
	const guarded = named.filter(isGuarded);
	// What is public by mistake is not told to somebody whom the shop refuses every guarded channel.
	const isAdmitted = guarded.length > 0 || !recorded.some(isGuarded);
	return { channels: isAdmitted ? named : [], self: readSelf(valid, sources) };
}

function readSelf(
	valid: readonly (readonly [string, Signature])[],
	sources: readonly Source[],
): Reader['self'] {
	const members = valid.flatMap(([channel, { channelData }]) => {
		if (!isPresence(channel) || channelData === undefined) return [];
		const member = readMember(sources, channel, readChannelData(channelData));
		return member === null ? [] : [member];
	});
	const self = members.find(({ isAdmin }) => isAdmin) ?? members[0];
	return self === undefined ? null : { id: self.id, name: self.name };
}

function readChannelData(text: string): { readonly id: unknown; readonly info: unknown } {
	try {
		const { user_id: id, user_info: info } = Object(JSON.parse(text)) as Record<string, unknown>;
		return { id, info };
	} catch {
		return { id: null, info: null };
	}
}
