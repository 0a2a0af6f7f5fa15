/** The least a page can do: parse every event and write two text nodes a frame. */
import { byId, subscribe } from './subscribe.ts';

const latest = byId('latest').appendChild(document.createTextNode(''));
const total = byId('total').appendChild(document.createTextNode(''));
byId('total').firstChild?.remove();
let count = 0;
let number = '';
let isAsked = false;

subscribe((order) => {
	count += 1;
	number = order.order_number;
	if (isAsked) return;
	isAsked = true;
	requestAnimationFrame(() => {
		isAsked = false;
		latest.data = number;
		total.data = String(count);
	});
});
