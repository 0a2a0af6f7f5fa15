/** Keeps what nobody knows of: where the recorder was cut off, and nothing surely arrived here either. */
import {
	createBlind,
	forgetCuts,
	join,
	noteAway,
	noteBack,
	noteCuts,
	noteHearing,
	noteLost,
	unknownStretch,
} from '../domain/blind.ts';
import type { Input } from '../domain/input.ts';
import { SILENT_AFTER_MS } from '../domain/freshness.ts';
import type { HeadAnswer } from '../domain/history.ts';
import type { Gap } from '../domain/rate.ts';
import { messageOf } from '../domain/rebase.ts';

export class Missing {
	#now: () => number;
	#blind = createBlind();
	/** For certain, and for good. */
	#certain: Gap | null = null;
	#arrivedAt: number | null = null;
	#openedAt = -Infinity;
	#hasHeartbeats = false;
	#isRecorderHearing = false;
	/** By the recorder's clock. */
	#wholeUntil = -Infinity;

	constructor(now: () => number) {
		this.#now = now;
	}

	/** Signs of life are due on this line, and the recorder, which sends them, hears the broadcaster. */
	get isSilent(): boolean {
		const isDue = this.#now() - this.#surelyUntil >= SILENT_AFTER_MS;
		return isDue && this.#hasHeartbeats && this.#isRecorderHearing;
	}

	/** What an open line delivered is certain up to the last thing that came on it, a heartbeat at the latest. */
	get #surelyUntil(): number {
		return Math.max(this.#arrivedAt ?? -Infinity, this.#openedAt);
	}

	/** A new socket. */
	noteSocket(): void {
		this.#openedAt = this.#now();
	}

	noteInput(input: Input): void {
		if (input.type === 'line.lost')
			this.#blind = noteAway(this.#blind, Math.min(this.#surelyUntil, input.at));
		else if (input.type === 'line.restored') {
			// A line without a channel of orders is no line for what only that one carries.
			const { at, isWhole, isHeardInPart = false } = input;
			this.#blind = isWhole && !isHeardInPart ? noteBack(this.#blind, at) : noteAway(this.#blind, at);
		} else if (input.type === 'heartbeat.heard' || messageOf(input) !== null) {
			this.#arrivedAt = this.#now();
			this.#hasHeartbeats ||= input.type === 'heartbeat.heard';
		}
	}

	/** The line turned out to deliver nothing. */
	noteDeaf(): void {
		this.#blind = noteAway(this.#blind, this.#surelyUntil);
	}

	/** Whether the recorder hears, and up to when it did; `known` is the epoch that was asked about. */
	noteHead({ epoch, heardAt, cutSince, beatAt, now }: HeadAnswer, known: string): void {
		if (epoch !== known) this.#noteGone(now);
		// One that hears again tells by an entry how long it did not: until that is here nobody knows.
		if (cutSince !== null) this.#blind = noteHearing(this.#blind, cutSince);
		this.#isRecorderHearing = heardAt !== null;
		// Those come to every line that stands.
		this.#hasHeartbeats ||= beatAt !== null;
	}

	noteCuts(cuts: readonly Gap[]): void {
		const { cutSince } = this.#blind;
		const isTold = cutSince !== null && cuts.some(({ until }) => until === null || until > cutSince);
		this.#blind = noteCuts(isTold ? noteHearing(this.#blind, null) : this.#blind, cuts);
	}

	/** What arrived here in this stretch was given up for what the recorder has. */
	noteLost(stretch: Gap): void {
		this.#blind = noteLost(this.#blind, stretch);
	}

	/** Up to here (epoch ms, by the recorder's clock) everything it knows is known here. */
	noteWhole(until: number): void {
		this.#wholeUntil = until;
	}

	/** What the recorder knew until then (epoch ms) it knows no more, as far as it was not fetched; `isGone`: with its journal. */
	noteForgotten(until: number, isGone: boolean): void {
		if (isGone) this.#noteGone(until);
		this.noteCuts([{ from: this.#wholeUntil, until: Math.max(this.#wholeUntil, until) }]);
	}

	/** What the recorder knew until then (epoch ms) it keeps from this reader. */
	noteSkipped(until: number): void {
		this.#certain = join(this.#certain, { from: this.#wholeUntil, until });
	}

	/** What is missing now goes on missing. */
	keep(missing: Gap | null): void {
		this.#certain = join(this.#certain, missing);
	}

	/** A state was taken over that says itself what it does not hold. */
	takeOver(missing: Gap | null): void {
		this.#certain = missing;
		this.#blind = forgetCuts(this.#blind);
	}

	/** A journal that is gone never tells how long its recorder heard nothing: until then, epoch ms, at the most. */
	#noteGone(until: number): void {
		const { cutSince } = this.#blind;
		if (cutSince === null) return;
		this.noteCuts([{ from: cutSince, until: Math.max(cutSince, until) }]);
		this.#blind = noteHearing(this.#blind, null);
	}

	/** What is missing now of what is counted since (epoch ms), and whether more of it is certain than when last asked. */
	look(since: number): { readonly missing: Gap | null; readonly hasGrown: boolean } {
		const before = this.#certain;
		this.#certain = join(before, unknownStretch(noteHearing(this.#blind, null), since));
		// Of a recorder that hears nothing now it is not known yet what it will turn out to have missed.
		return {
			missing: join(this.#certain, unknownStretch(this.#blind, since)),
			hasGrown: this.#certain !== before,
		};
	}
}
