/** What a `frames` fault does to the frames of each connection. Counts per connection, so that tests can run side by side. */
import type { FrameFault } from './fault.ts';

type Write = (text: string) => void;

interface Progress {
	seen: number;
	held: string[];
}

interface FrameLabel {
	event: string;
	channel: string | undefined;
}

/** Event name and channel of a frame we are about to send. */
export function labelOf(text: string): FrameLabel {
	const { event, channel } = JSON.parse(text) as { event: string; channel?: string };
	return { event, channel };
}

/** True for what somebody published, false for what the protocol itself says. */
export function isPublished({ event }: FrameLabel): boolean {
	return !event.startsWith('pusher:') && !event.startsWith('pusher_internal:');
}

function matchesName(pattern: string | undefined, label: FrameLabel): boolean {
	if (pattern === undefined) return isPublished(label);
	return pattern.endsWith('*') ? label.event.startsWith(pattern.slice(0, -1)) : label.event === pattern;
}

/** One `frames` fault at work. */
export class FrameChanger {
	#fault: FrameFault;
	#progress = new Map<string, Progress>();
	#timers = new Set<NodeJS.Timeout>();
	#used: () => boolean;

	/** `used` notes one use and says whether there was one left. */
	constructor(fault: FrameFault, used: () => boolean) {
		this.#fault = fault;
		this.#used = used;
	}

	/** Sends one frame of a connection on, changed or not. */
	pass(connectionId: string, text: string, write: Write): void {
		const label = labelOf(text);
		const { event, channel, nth, every, change } = this.#fault;
		if (!matchesName(event, label) || (channel !== undefined && channel !== label.channel)) {
			return write(text);
		}
		const progress = this.#progress.get(connectionId) ?? { seen: 0, held: [] };
		this.#progress.set(connectionId, progress);
		progress.seen += 1;
		const isMeant =
			(nth === undefined || progress.seen === nth) && (every === undefined || progress.seen % every === 0);
		if (!isMeant || !this.#used()) return write(text);
		switch (change) {
			case 'drop':
				return;
			case 'duplicate':
				write(text);
				return write(text);
			case 'delay':
				return this.#later(() => write(text));
			case 'replace':
				return write(this.#fault.text ?? '');
			case 'reorder':
				return this.#hold(progress, text, write);
			default:
				return change satisfies never;
		}
	}

	/** Forgets what was held back or delayed. */
	stop(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
		this.#progress.clear();
	}

	#later(send: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			send();
		}, this.#fault.delayMs ?? 0);
		this.#timers.add(timer);
	}

	#hold(progress: Progress, text: string, write: Write): void {
		progress.held.push(text);
		if (progress.held.length < (this.#fault.window ?? 2)) return;
		for (const held of progress.held.splice(0).reverse()) write(held);
	}
}
