"""An action is told from the company's side.

“Send the customer a confirmation” is what we do; the customer gets a mail, opens it, or does not. A journey map is
drawn from the customer's side (S. Gibbons, *Journey Mapping 101*, Nielsen Norman Group, 2018); what the organisation
does has lanes of its own: `communication`, `frontstage`, `backstage`, `support`.

The lane `actions` is looked at, for beginnings such as “We send the customer”, “Our team calls”, “The system shows”,
“The customer is asked”, `我們通知顧客`, `系统发送`, `Kami menghantar … kepada pelanggan`. Customers may say “we”
themselves: “We ask the waiter” and “We call a taxi” are left alone.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Pay
    actions:
      - We send the customer a confirmation by mail
      # ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Pay
    actions: Looks for the confirmation in the mailbox
    frontstage: A confirmation is sent by mail
```

## How to fix

Say what the customer does or sees. Move what the company does to the lane of the one who does it.
"""

import re
from collections.abc import Iterator

from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

_EN = (
    "send|offer|provide|contact|call|email|e-mail|notify|ship|deliver|process|verify|check|ask|show|give|invite|remind|"
    "collect|confirm|inform|assign|approve|follow up|reach out"
)
_DOES = (
    "sends|offers|shows|asks|calls|contacts|checks|notifies|processes|confirms|delivers|collects|displays|prompts|"
    "generates"
)
_ZH = (
    "发送|發送|提供|通知|推播|推送|寄出|寄送|显示|顯示|致电|致電|回电|回電|邀请|邀請|引导|引導|审核|審核|协助|協助|"
    "主动|主動"
)
_MS = "menghantar|memberi|memaparkan|menghubungi|menawarkan|memaklumkan|menyemak"
# “We” are the company only where they do it to the customer; customer service is whom customers turn to
_CUSTOMER = (
    r"(?:you|(?:clients?|customers?|guests?|members?|passengers?|patients?|shoppers?|users?|visitors?))\b"
    r"(?! ?(?:service|care|support|desk|relations|cent(?:re|er)|hotline|portal))"
)
_ZH_CUSTOMER = (
    "(?:客户|客戶|顾客|顧客|客人|用户|用戶|会员|會員|消费者|消費者)(?!服|中心|经理|經理|关系|關係|專線|专线|端)|您"
)
_MS_CUSTOMER = r"(?<!khidmat )(?:pelanggan|pengguna|pembeli|tetamu|anda)\b"
COMPANY = re.compile(
    rf"(?:we (?:(?:will|then|also) )?(?:{_EN}) (?:[^\s.,;]{{1,20}} ){{0,6}}?{_CUSTOMER}"
    rf"|our (?:team|staff|agents?|system|website|app|sales|support|company) (?:{_DOES})\b"
    rf"|(?:the )?(?:system|company|team|staff|agent|website|platform) (?:{_DOES})\b"
    r"|(?:the )?customers? (?:is|are) (?:sent|given|asked|notified|contacted|offered|shown|invited|informed)\b"
    rf"|(?:send|provide|offer) (?:the )?{_CUSTOMER}"
    rf"|(?:我们|我們)(?=[^，。；,.;]{{0,20}}(?:{_ZH_CUSTOMER}))[^，。；,.;]{{0,12}}?(?:{_ZH})"
    rf"|(?:本公司|本店|本行|系统|系統|平台)(?:会|會|将|將|主动|主動)?(?:{_ZH})"
    rf"|(?:向|为|為)(?:客户|客戶|顾客|顧客)(?:{_ZH})"
    rf"|kami (?:akan )?(?:{_MS}) (?:[^\s.,;]{{1,20}} ){{0,6}}?{_MS_CUSTOMER}"
    rf"|(?:sistem|syarikat|pihak kami) (?:akan )?(?:{_MS})\b)",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each action that begins in the company's voice."""
    for at in subject.of("items"):
        if at.lane == "actions" and COMPANY.match(at.item.words.lstrip("“‘「『\"'")):
            message = "this action is told from the company's side"
            yield Finding((*at.location, "text"), message, "say what the customer does or sees")
