/** The tills and what goes wrong behind them: payments, alerts, and a payment gateway that fails now and then. */
import { EVERYDAY, GATEWAYS, METHODS, REASONS, SERIOUS } from './catalogue.ts';
import type { AlertFact, DemoAlert, DemoOrder, PaymentFact } from './facts.ts';
import type { Random } from './random.ts';
import { firstIdAt, shopDay } from './shop-clock.ts';

/** A failing gateway declines this many payments in a row before it is noticed that it has recovered. */
const FEWEST_DECLINES = 4;
const MOST_DECLINES = 8;

type Outage = { readonly gateway: (typeof GATEWAYS)[number]; readonly declinesLeft: number };

export class Gateway {
	#random: Random;
	#lastPaymentId: number;
	#lastAlertId: number;
	#outage: Outage | null = null;
	#failuresToday = 0;
	#day = '';

	constructor(random: Random, openedAt: Date) {
		this.#random = random;
		this.#lastPaymentId = firstIdAt(openedAt);
		this.#lastAlertId = firstIdAt(openedAt);
	}

	get isFailing(): boolean {
		return this.#outage !== null;
	}

	/** Tries to take the money for an order. */
	pay(order: DemoOrder, at: Date): PaymentFact {
		const today = shopDay(at);
		if (today !== this.#day) this.#failuresToday = 0;
		this.#day = today;
		this.#lastPaymentId += 1;
		const { method, reason } = this.#try();
		if (reason !== null) this.#failuresToday += 1;
		const payment = { id: this.#lastPaymentId, order, method, reason, failuresToday: this.#failuresToday };
		return { kind: 'payment', payment, at };
	}

	/** A gateway begins to fail: the shop's own alarm says so, and every payment by it is declined from now on. */
	fail(at: Date): AlertFact {
		const gateway = this.#random.pick(GATEWAYS);
		this.#outage = { gateway, declinesLeft: this.#random.between(FEWEST_DECLINES, MOST_DECLINES) };
		return this.#open(
			{
				type: 'system_error',
				severity: 'high',
				component: gateway.component,
				title: `Payments by ${gateway.method} are failing`,
				message: gateway.reason,
			},
			at,
		);
	}

	/** Something else goes wrong, or merely happens; seriously so only when that `mayBeSerious`. */
	trouble(mayBeSerious: boolean, at: Date): AlertFact {
		const isSerious = mayBeSerious && this.#random.next() < 0.15;
		return this.#open(this.#random.pick(isSerious ? SERIOUS : EVERYDAY), at);
	}

	resolve(alert: DemoAlert, at: Date): AlertFact {
		return { kind: 'alert', alert, isResolved: true, at };
	}

	#open(trouble: Omit<DemoAlert, 'id' | 'openedAt'>, at: Date): AlertFact {
		this.#lastAlertId += 1;
		const alert = { ...trouble, id: `alert-${this.#lastAlertId}`, openedAt: at };
		return { kind: 'alert', alert, isResolved: false, at };
	}

	#try(): { method: string | null; reason: string | null } {
		if (this.#outage !== null) {
			const { gateway, declinesLeft } = this.#outage;
			this.#outage = declinesLeft > 1 ? { gateway, declinesLeft: declinesLeft - 1 } : null;
			return { method: gateway.method, reason: gateway.reason };
		}
		const method = this.#random.pick(METHODS);
		return { method, reason: this.#random.next() < 0.08 ? this.#random.pick(REASONS) : null };
	}
}
