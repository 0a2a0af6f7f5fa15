/** What tutorials show: each event puts a row on top of a list without end and bumps three counters at once. */
import { byId, subscribe, type OrderMessage } from './subscribe.ts';

let orders: OrderMessage[] = [];
let pending = 0;
let revenue = 0;
const list = byId('orders');

function cell(text: string): HTMLElement {
	const element = document.createElement('span');
	element.textContent = text;
	return element;
}

subscribe((order) => {
	orders = [order, ...orders];
	if (order.current_status === 'pending') pending += 1;
	revenue += Number(order.total);
	const row = document.createElement('article');
	const items = order.items_summary
		.map(({ product_name: name, quantity }) => `${quantity} × ${name}`)
		.join(', ');
	row.append(
		...[order.order_number, order.user.name, items, order.current_status, order.total].map((text) =>
			cell(text),
		),
	);
	list.prepend(row);
	byId('total').textContent = String(orders.length);
	byId('pending').textContent = String(pending);
	byId('revenue').textContent = revenue.toFixed(2);
});
