/**
 * A simulated shop with up to five back ends: what happens in it, in its own terms. How it is said on the wire is
 * dialects/.
 *
 * Pure but for the state it keeps: chance and time are handed in.
 */
import { Agenda } from './agenda.ts';
import { ACTIONS, CHORES, CUSTOMERS, NOTICES, STAFF } from './catalogue.ts';
import type { ActivityFact, AlertFact, Dialect, Fact, NotificationFact, OrderFact, Person } from './facts.ts';
import { Gateway } from './gateway.ts';
import { Market } from './market.ts';
import { OrderBook } from './orders.ts';
import type { Random } from './random.ts';
import { firstIdAt } from './shop-clock.ts';
import { Stockroom } from './stockroom.ts';
import { Visitors } from './visitors.ts';

/** On a normal day an alarm may ring about this often, not more. */
const CALM_MS = 10 * 60_000;

type Act = (at: Date) => Fact | null;
/** Something that may happen, and how often beside the others. */
interface Habit {
	readonly weight: number;
	readonly act: Act;
}

export class Shop {
	#random: Random;
	#orders: OrderBook;
	#stock: Stockroom;
	#gateway: Gateway;
	#visitors: Visitors;
	#market: Market;
	#agenda = new Agenda<Act>();
	#habits: readonly Habit[];
	#lastId: number;
	#lastSeriousAt: number;

	/** `dialects` are the back ends the shop has; at least one. */
	constructor(random: Random, openedAt: Date, dialects: readonly Dialect[]) {
		this.#random = random;
		this.#orders = new OrderBook(random, openedAt);
		this.#stock = new Stockroom(random);
		this.#gateway = new Gateway(random, openedAt);
		this.#visitors = new Visitors(random, openedAt);
		this.#market = new Market(random, openedAt);
		this.#lastId = firstIdAt(openedAt);
		this.#lastSeriousAt = openedAt.getTime();
		this.#habits = dialects.flatMap((dialect) => this.#habitsOf(dialect));
	}

	/** Who is in the shop right now. */
	get people(): { readonly staff: readonly Person[]; readonly customers: readonly Person[]; active: number } {
		const { staff, customers, active } = this.#visitors;
		return { staff, customers, active };
	}

	/** What happens next. */
	happen(at: Date): Fact {
		for (;;) {
			const due = this.#agenda.takeDue(at);
			const fact = (due ?? this.#choose())(at);
			if (fact !== null) return fact;
		}
	}

	#choose(): Act {
		const sum = this.#habits.reduce((total, { weight }) => total + weight, 0);
		let rest = this.#random.next() * sum;
		const habit = this.#habits.find(({ weight }) => (rest -= weight) < 0) ?? this.#habits.at(-1);
		if (habit === undefined) throw new Error('A shop needs at least one back end');
		return habit.act;
	}

	#habitsOf(dialect: Dialect): Habit[] {
		switch (dialect) {
			// As many steps on as an order takes on average, or open ones would pile up.
			case 'orders':
				return [
					{ weight: 6, act: (at) => this.#orders.create(dialect, at) },
					{ weight: 20, act: (at) => this.#orders.advance(dialect, at) },
				];
			case 'bookings':
				return [
					{ weight: 2.4, act: (at) => this.#orders.create(dialect, at) },
					{ weight: 6, act: (at) => this.#orders.advance(dialect, at) },
				];
			case 'monitoring':
				return [
					{ weight: 5, act: (at) => this.#takeOrder(at) },
					{ weight: 5, act: (at) => this.#visitors.move(at) },
					{ weight: 3, act: (at) => this.#record(at) },
					{ weight: 1, act: (at) => this.#notify(at) },
					{ weight: 0.3, act: (at) => this.#changeShift(at) },
					{ weight: 0.7, act: (at) => this.#raise(this.#gateway.trouble(this.#isCalm(at), at)) },
					{ weight: 0.15, act: (at) => this.#failGateway(at) },
				];
			case 'carts':
				return [{ weight: 1.5, act: (at) => this.#market.removePromotion(at) }];
			case 'trades':
				return [{ weight: 6, act: (at) => this.#market.trade(at) }];
		}
	}

	/** An order, after which stock falls at once and money comes in a moment. */
	#takeOrder(at: Date): OrderFact {
		const fact = this.#orders.create('monitoring', at);
		const { order } = fact;
		this.#agenda.add(at, this.#random.between(3_000, 40_000), (later) => this.#gateway.pay(order, later));
		const stock = this.#stock.sell(order.lines, this.#isCalm(at), at);
		if (stock !== null) {
			if (stock.type === 'out_of_stock') this.#lastSeriousAt = at.getTime();
			this.#agenda.add(at, 0, (now) => ({ ...stock, at: now }));
			const { id } = stock.product;
			this.#agenda.add(at, this.#random.between(300_000, 1_800_000), (later) =>
				this.#stock.restock(id, later),
			);
		}
		return fact;
	}

	#failGateway(at: Date): AlertFact | null {
		return this.#gateway.isFailing ? null : this.#raise(this.#gateway.fail(at));
	}

	/** An alert, whose end is put on the agenda. */
	#raise(fact: AlertFact): AlertFact {
		const { alert, at } = fact;
		if (alert.severity === 'critical') this.#lastSeriousAt = at.getTime();
		const resolve = (later: Date): AlertFact | null => {
			const isOver = alert.type !== 'system_error' || !this.#gateway.isFailing;
			if (isOver) return this.#gateway.resolve(alert, later);
			this.#agenda.add(later, 20_000, resolve);
			return null;
		};
		this.#agenda.add(at, this.#random.between(60_000, 240_000), resolve);
		return fact;
	}

	#isCalm(at: Date): boolean {
		return at.getTime() - this.#lastSeriousAt >= CALM_MS;
	}

	#record(at: Date): ActivityFact {
		const isStaff = this.#random.next() < 0.3;
		const [action, description] = this.#random.pick(isStaff ? CHORES : ACTIONS);
		const user = this.#random.pick(isStaff ? STAFF : [...CUSTOMERS, null]);
		return this.#log(action, `${user?.name ?? 'A guest'} ${description}`, user, at);
	}

	#changeShift(at: Date): ActivityFact {
		const { person, isArrival } = this.#visitors.changeShift();
		const action = isArrival ? 'login' : 'logout';
		return this.#log(action, `${person.name} signed ${isArrival ? 'in' : 'out'}`, person, at);
	}

	#log(action: string, description: string, user: Person | null, at: Date): ActivityFact {
		this.#lastId += 1;
		const address = this.#visitors.address();
		return { kind: 'activity', id: this.#lastId, action, description, user, address, at };
	}

	#notify(at: Date): NotificationFact {
		this.#lastId += 1;
		const user = this.#random.pick([...CUSTOMERS, null]);
		return { kind: 'notification', id: this.#lastId, ...this.#random.pick(NOTICES), user, at };
	}
}
