/** Which mappings read what comes on a channel, and whom the channel is about. */
import type { Subject } from './events.ts';
import { compilePattern, matchPattern, type ChannelPattern } from './pattern.ts';
import { compileMapping, type Mapping } from './reading.ts';
import type { Source } from './source.ts';

/** One source's mappings on one channel; several of one name differ by their `when`. */
export interface Route {
	readonly subject: Subject | null;
	readonly byName: ReadonlyMap<string, readonly Mapping[]>;
}

interface Watched {
	readonly kind: Subject['kind'];
	readonly pattern: ChannelPattern;
}

interface Compiled {
	readonly channels: ReadonlySet<string>;
	readonly watched: readonly Watched[];
	readonly byName: ReadonlyMap<string, readonly Mapping[]>;
}

/** More channels than one screen subscribes to; beyond it they are found anew each time. */
const CHANNELS_KEPT = 500;

/** Finds the routes of a channel, the sources in their order. */
export function createRoutes(sources: readonly Source[]): (channel: string) => readonly Route[] {
	const compiled = sources.map(compileSource);
	const kept = new Map<string, readonly Route[]>();
	return (channel) => {
		const known = kept.get(channel);
		if (known !== undefined) return known;
		const routes = compiled.flatMap((source) => routeOf(source, channel) ?? []);
		if (kept.size < CHANNELS_KEPT) kept.set(channel, routes);
		return routes;
	};
}

function compileSource(source: Source): Compiled {
	const byName = new Map<string, Mapping[]>();
	for (const event of source.events) {
		const mapping = compileMapping(source, event);
		for (const name of event.on) byName.set(name, [...(byName.get(name) ?? []), mapping]);
	}
	const { order = [], customer = [] } = source.watched ?? {};
	const watched = [
		...order.map((text): Watched => ({ kind: 'order', pattern: compilePattern(text) })),
		...customer.map((text): Watched => ({ kind: 'customer', pattern: compilePattern(text) })),
	];
	// The longest first: `private-user.{id}` would take `private-user.7.orders` for its own.
	watched.sort((one, other) => other.pattern.text.length - one.pattern.text.length);
	const { admins, shoppers } = source.presence ?? {};
	const rolls = [admins, shoppers].flatMap((roll) => roll?.channel ?? []);
	return { channels: new Set([...source.channels, ...rolls]), watched, byName };
}

function routeOf({ channels, watched, byName }: Compiled, channel: string): Route | null {
	if (channels.has(channel)) return { subject: null, byName };
	for (const { kind, pattern } of watched) {
		const id = matchPattern(pattern, channel);
		if (id !== null) return { subject: { kind, id }, byName };
	}
	return null;
}
