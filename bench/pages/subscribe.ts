/** How the two comparison pages listen: laravel-echo on the product's own channel, origin and session. */
import Echo from 'laravel-echo';
import Pusher from 'pusher-js';

export interface OrderMessage {
	readonly order_number: string;
	readonly current_status: string;
	readonly total: string;
	readonly user: { readonly name: string };
	readonly items_summary: readonly { readonly product_name: string; readonly quantity: number }[];
}

/** Calls `onOrder` for every order event and says in `role=status` when the subscription stands. */
export function subscribe(onOrder: (order: OrderMessage) => void): void {
	const echo = new Echo({
		broadcaster: 'reverb',
		Pusher,
		key: 'local',
		wsHost: location.hostname,
		wsPort: Number(location.port),
		forceTLS: false,
		enabledTransports: ['ws'],
		authEndpoint: '/broadcasting/auth',
	});
	echo
		.private('admin.orders')
		.listen('.order.created', onOrder)
		.listen('.order.status.updated', onOrder)
		.subscribed(() => (byId('status').textContent = 'Connected'));
}

/** The element with this id; `status` is the one with that role. */
export function byId(id: string): HTMLElement {
	const element =
		id === 'status' ? document.querySelector<HTMLElement>('[role=status]') : document.getElementById(id);
	if (element === null) throw new Error(`The page has no ${id}`);
	return element;
}
