/**
 * What the shop's refusals mean for the screen.
 *
 * A refused channel is asked for again every few seconds, which the connection reports as truly as everything else; were
 * it taken at its word, a screen with one refused channel would turn grey each time.
 */
import type { ConnectionStatus } from '../connection/connection.ts';

/** Not with this account, or because nobody is signed in. */
export type NoEntry = 'barred' | 'signed-out' | null;

/** The status with each refused channel as it was while it is asked again: no answer yet is no news. */
export function holdRefused(known: ConnectionStatus, told: ConnectionStatus): ConnectionStatus {
	if (told.socket !== 'connected' || told.socketId !== known.socketId) return told;
	const hold =
		(held: ConnectionStatus['channels']) =>
		(next: ConnectionStatus['channels'][number]): typeof next =>
			(next.state === 'subscribing'
				? held.find(({ channel, state }) => channel === next.channel && state === 'refused')
				: undefined) ?? next;
	return {
		...told,
		channels: told.channels.map(hold(known.channels)),
		watched: told.watched.map(hold(known.watched)),
	};
}

/** Whether the shop lets this browser listen to nothing. Stands while it is asked again; one open channel ends it. */
export function nextRefusal(held: NoEntry, { channels }: ConnectionStatus): NoEntry {
	if (channels.some(({ state }) => state === 'subscribed')) return null;
	const isEach = (code: string) =>
		channels.length > 0 &&
		channels.every(({ reason }) => reason?.code === code || reason?.code === 'not-admitted');
	if (isEach('forbidden')) return 'barred';
	return isEach('unauthenticated') ? 'signed-out' : held;
}
