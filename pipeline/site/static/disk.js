// The SQL page opened from a disk: modules do not load there, so a plain script says what it needs.
"use strict";

if (location.protocol === "file:") {
  const place = document.querySelector("[data-status]");
  place.textContent = openbogo.say("디스크에서 연 쪽에서는 SQL을 실행할 수 없습니다. 이 폴더에서 openbogo serve 또는 python -m http.server 를 실행한 뒤, 그 주소에서 여세요.", "SQL cannot run in a page opened from a disk. Run openbogo serve, or python -m http.server in this folder, and open its address.");
  place.classList.add("bad");
}
