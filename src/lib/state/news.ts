/** What of a step is news, as signals; what was fetched afterwards, or held up on its way, is none. */
import { isStockFree, stockDueAgain } from '../domain/acknowledgement-stock.ts';
import type { Input } from '../domain/input.ts';
import type { DashboardState } from '../domain/dashboard-state.ts';
import { createLateness, noteArrival, type Lateness } from '../domain/signals-lateness.ts';
import {
	signalsFor,
	type Occasion,
	type Signal,
	type SignalFacts,
	type SoundName,
} from '../domain/signals.ts';
import { occasionOfAlert, occasionOfOrder, occasionOfStock } from '../domain/signals-occasions.ts';
import { selectStock, stockOpened, type StockLine } from '../domain/stock.ts';
import { alertsOpened, dueAgain, type OpenAlert } from '../domain/system.ts';
import type { Step } from './dashboard.svelte.ts';

type Facts = Omit<SignalFacts, 'at' | 'lostAt'>;

/** Hand it every input and every step. */
export class News {
	#opened = { stock: 0, high: 0, critical: 0 };
	#latest: Partial<Record<SoundName, Occasion>> = {};
	#lookedAt = 0;
	#late: Lateness = createLateness();
	#lateBefore = this.#late;

	/** Looks at what arrives: an event that was held up is shown, but it is no news any more. An alert is, while it is open. */
	hear(input: Input): void {
		if (input.type !== 'accepted' || input.isRecovered === true) return;
		this.#late = noteArrival(this.#late, input.event);
	}

	/** What there is to tell of a step, the highest-ranked first. */
	follow({ before, after, at, recovered }: Step): readonly Signal[] {
		const was = this.#facts(before, this.#lateBefore);
		if (recovered === null) this.#note(before, after, at);
		this.#noteDue(after, at);
		const facts = { ...this.#facts(after, this.#late), at, lostAt: after.lossNoticedAt };
		this.#late = { ...this.#late, products: new Set() };
		this.#lateBefore = this.#late;
		const signals = signalsFor({ ...was, at: this.#lookedAt || at, lostAt: before.lossNoticedAt }, facts);
		this.#lookedAt = at;
		return signals;
	}

	#facts(state: DashboardState, late: Lateness): Facts {
		const { high, critical, stock } = this.#opened;
		return {
			created: state.created - late.orders,
			failedPayments: state.failedPayments - late.failedPayments,
			openedStock: stock,
			openedAlerts: { high, critical },
			latest: this.#latest,
		};
	}

	#note(before: DashboardState, after: DashboardState, at: number): void {
		const lines = before.stock === after.stock ? [] : stockOpened(before.stock, after.stock);
		const { acknowledgements } = after.system;
		this.#open(
			lines.filter((line) => !this.#late.products.has(line.ref) && isStockFree(line, acknowledgements, at)),
			before.system === after.system ? [] : alertsOpened(before.system, after.system),
		);
		const [newest] = after.feed;
		if (after.created > before.created && newest?.kind === 'order') {
			this.#latest = { ...this.#latest, order: occasionOfOrder(newest.order) };
		}
	}

	/** What was put off until now is told again. */
	#noteDue({ system, stock }: DashboardState, at: number): void {
		const since = this.#lookedAt || at;
		if (since >= at || system.acknowledgements.size === 0) return;
		const { lines } = selectStock(stock, at);
		this.#open(stockDueAgain(lines, system.acknowledgements, at, since), dueAgain(system, at, since));
	}

	#open(lines: readonly StockLine[], alerts: readonly OpenAlert[]): void {
		if (lines.length + alerts.length === 0) return;
		const latest = { ...this.#latest };
		const line = lines.at(-1);
		if (line !== undefined) latest.stock = occasionOfStock(line);
		for (const alert of alerts) {
			if (alert.severity === 'high' || alert.severity === 'critical')
				latest[`alert-${alert.severity}`] = occasionOfAlert(alert);
		}
		this.#latest = latest;
		const count = (severity: string) => alerts.filter((alert) => alert.severity === severity).length;
		this.#opened = {
			stock: this.#opened.stock + lines.length,
			high: this.#opened.high + count('high'),
			critical: this.#opened.critical + count('critical'),
		};
	}
}
