/** Today in quarter hours. Read once a second and no more often: nobody follows a small line event by event. */
import { untrack } from 'svelte';
import { noteAttendance, selectAttendance } from '../domain/attendance.ts';
import type { DashboardState } from '../domain/dashboard-state.ts';
import { selectPaymentSteps } from '../domain/payments.ts';
import type { PeopleView } from '../domain/people.ts';
import { selectRate } from '../domain/rate.ts';
import { selectSeries } from '../domain/series.ts';

interface Facts {
	readonly state: DashboardState;
	readonly people: PeopleView;
	/** Ticks once a second. */
	readonly now: number;
}

interface Setting {
	readonly currency: string;
	readonly zone: string;
}

export class Trends {
	#facts: Facts;
	#setting: Setting;
	#attendance = $state.raw({ day: '', counts: new Map<number, number>() as ReadonlyMap<number, number> });

	readonly series = $derived.by(() => {
		const { now } = this.#facts;
		const state = untrack(() => this.#facts.state);
		return selectSeries(state.series, { ...state, ...this.#setting }, now);
	});
	/** The last hour, minute by minute. */
	readonly rate = $derived.by(() => {
		const { now } = this.#facts;
		const { minutes, gaps, since, missing } = untrack(() => this.#facts.state);
		return selectRate(minutes, gaps, since, now, this.#setting.currency, missing);
	});
	/** The share of payments that succeeded, in steps of the last hour. */
	readonly payments = $derived.by(() => {
		const { now } = this.#facts;
		return selectPaymentSteps(
			untrack(() => this.#facts.state.payments),
			now,
		);
	});
	readonly visitors = $derived.by(() => selectAttendance(this.#attendance, this.series.orders.length));

	constructor(facts: Facts, setting: Setting) {
		this.#facts = facts;
		this.#setting = setting;
	}

	/** Counts who is there at this second. */
	sample(): void {
		const { people, state, now } = this.#facts;
		const count = people.shoppers ?? people.guestsAndUsers?.count ?? null;
		this.#attendance = noteAttendance(this.#attendance, state.day, count, now);
	}
}
