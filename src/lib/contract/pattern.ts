/** Channels that are about one order or one customer: `private-user.{id}.orders`, and the id in a channel's name. */

const PLACE = '{id}';
const ID = /^[A-Za-z0-9_=@,.;-]{1,120}$/;

/** A pattern taken apart once. */
export interface ChannelPattern {
	readonly text: string;
	readonly before: string;
	readonly after: string;
}

export function compilePattern(text: string): ChannelPattern {
	const at = text.indexOf(PLACE);
	return { text, before: text.slice(0, at), after: text.slice(at + PLACE.length) };
}

/** The id in a channel's name, or null for a channel of another kind. */
export function matchPattern({ before, after }: ChannelPattern, channel: string): string | null {
	if (!channel.startsWith(before) || !channel.endsWith(after)) return null;
	const id = channel.slice(before.length, channel.length - after.length);
	return channel.length > before.length + after.length && ID.test(id) ? id : null;
}

/** The channel's name with this id; null for an id that no channel can carry. */
export function fillPattern({ before, after }: ChannelPattern, id: string): string | null {
	return ID.test(id) ? before + id + after : null;
}
