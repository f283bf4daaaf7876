<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_GB">
    <context>
        <name>AccountFigures</name>
        <message>
            <source>Stored balance</source>
            <translation>Баланс в базе</translation>
        </message>
        <message>
            <source>Available</source>
            <translation>Доступно</translation>
        </message>
        <message>
            <source>Frozen</source>
            <translation>Заморожено</translation>
        </message>
        <message>
            <source>Transactions</source>
            <translation>Транзакции</translation>
        </message>
        <message>
            <source>the marketplace has no balance row yet</source>
            <translation>у маркетплейса ещё нет строки баланса</translation>
        </message>
        <message numerus="yes">
            <source>{count} changes</source>
            <translation>
                <numerusform>{count} изменение</numerusform>
                <numerusform>{count} изменения</numerusform>
                <numerusform>{count} изменений</numerusform>
            </translation>
        </message>
        <message>
            <source>on screen {ms} ms after the commit</source>
            <translation>на экране через {ms} мс после коммита</translation>
        </message>
        <message>
            <source>live</source>
            <translation>онлайн</translation>
        </message>
        <message>
            <source>not live</source>
            <translation>не онлайн</translation>
        </message>
        <message>
            <source>not live, as of {age}</source>
            <translation>не онлайн, данные получены {age}</translation>
        </message>
    </context>
    <context>
        <name>AccountHead</name>
        <message>
            <source>member since {date}</source>
            <translation>с нами с {date}</translation>
        </message>
    </context>
    <context>
        <name>AccountView</name>
        <message>
            <source>Why?</source>
            <translation>Почему?</translation>
        </message>
        <message>
            <source>Evidence…</source>
            <translation>Доказательства…</translation>
        </message>
        <message>
            <source>Payment page…</source>
            <translation>Страница оплаты…</translation>
        </message>
        <message>
            <source>Test deposit…</source>
            <translation>Тестовое пополнение…</translation>
        </message>
        <message>
            <source>Find a user above: by e-mail, name, phone, id or transaction (Ctrl+K).</source>
            <translation>Найдите пользователя в поле сверху: по e-mail, имени, телефону, ID или транзакции (Ctrl+K).</translation>
        </message>
        <message>
            <source>Reading account #{id}…</source>
            <translation>Чтение счёта #{id}…</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Transactions</source>
            <translation>Транзакции</translation>
        </message>
    </context>
    <context>
        <name>AuditView</name>
        <message>
            <source>Mine</source>
            <translation>Мои</translation>
        </message>
        <message>
            <source>Everybody's</source>
            <translation>Все</translation>
        </message>
        <message>
            <source>What was done</source>
            <translation>Что было сделано</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Все действия</translation>
        </message>
        <message>
            <source>User id</source>
            <translation>ID пользователя</translation>
        </message>
        <message>
            <source>Only about this user id</source>
            <translation>Только об этом пользователе (ID)</translation>
        </message>
        <message>
            <source>No entries.</source>
            <translation>Записей нет.</translation>
        </message>
        <message numerus="yes">
            <source>{count} acts with money, files and operators, each sealed with the one before it. No entry was changed or taken out.</source>
            <translation>
                <numerusform>{count} запись о деньгах, файлах и операторах, скреплённая с предыдущей. Ни одна запись не изменена и не изъята.</numerusform>
                <numerusform>{count} записи о деньгах, файлах и операторах, каждая скреплена с предыдущей. Ни одна запись не изменена и не изъята.</numerusform>
                <numerusform>{count} записей о деньгах, файлах и операторах, каждая скреплена с предыдущей. Ни одна запись не изменена и не изъята.</numerusform>
            </translation>
        </message>
        <message>
            <source>The chain is whole.</source>
            <translation>Цепочка цела.</translation>
        </message>
        <message>
            <source>beyond its last entry</source>
            <translation>за последней записью</translation>
        </message>
        <message>
            <source>at entry {id}</source>
            <translation>на записи {id}</translation>
        </message>
        <message>
            <source>{where}: something was changed or taken out after it was written. What follows proves nothing. Tell whoever runs the gateway: “svetu-gateway audit --verify”.</source>
            <translation>{where}: что-то изменили или изъяли уже после записи. Всё дальнейшее ничего не доказывает. Сообщите тому, кто обслуживает шлюз: «svetu-gateway audit --verify».</translation>
        </message>
        <message>
            <source>The chain is broken.</source>
            <translation>Цепочка нарушена.</translation>
        </message>
        <message>
            <source>request {id}</source>
            <translation>запрос {id}</translation>
        </message>
    </context>
    <context>
        <name>ClaimForm</name>
        <message>
            <source>Saw the success page</source>
            <translation>Показана страница успешной оплаты</translation>
        </message>
        <message>
            <source>Check this</source>
            <translation>Проверить</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Очистить</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Сумма</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>Не сказано</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Сегодня</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Вчера</translation>
        </message>
        <message>
            <source>On a day</source>
            <translation>В день</translation>
        </message>
        <message>
            <source>At a time</source>
            <translation>В момент</translation>
        </message>
        <message>
            <source>Day (Belgrade)</source>
            <translation>День (Белград)</translation>
        </message>
        <message>
            <source>Time (Belgrade)</source>
            <translation>Время (Белград)</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Когда</translation>
        </message>
        <message>
            <source>Payment method</source>
            <translation>Способ оплаты</translation>
        </message>
        <message>
            <source>Session id</source>
            <translation>ID сессии</translation>
        </message>
        <message>
            <source>Not an amount.</source>
            <translation>Это не сумма.</translation>
        </message>
    </context>
    <context>
        <name>ClearableEdit</name>
        <message>
            <source>Clear</source>
            <translation>Очистить</translation>
        </message>
    </context>
    <context>
        <name>CurveView</name>
        <message>
            <source>Reading the course of the balance…</source>
            <translation>Чтение истории баланса…</translation>
        </message>
        <message>
            <source>The balance has never moved.</source>
            <translation>Баланс ещё ни разу не менялся.</translation>
        </message>
        <message numerus="yes">
            <source>Course of the balance, {count} steps, now {money}</source>
            <translation>
                <numerusform>История баланса: {count} шаг, сейчас {money}</numerusform>
                <numerusform>История баланса: {count} шага, сейчас {money}</numerusform>
                <numerusform>История баланса: {count} шагов, сейчас {money}</numerusform>
            </translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>{since} – {until} · lowest {low} · highest {high}</source>
            <translation>{since} – {until} · минимум {low} · максимум {high}</translation>
        </message>
        <message>
            <source>since transaction {id}</source>
            <translation>после транзакции {id}</translation>
        </message>
    </context>
    <context>
        <name>DepositDialog</name>
        <message>
            <source>Give it up</source>
            <translation>Аннулировать</translation>
        </message>
        <message>
            <source>Given up.</source>
            <translation>Аннулировано.</translation>
        </message>
        <message>
            <source>Nothing was booked, and nothing will be: the key is used up.</source>
            <translation>Ничего не проведено и не будет: ключ израсходован.</translation>
        </message>
        <message>
            <source>It may have been booked, or may be yet: it is looked up as soon as the gateway answers. Repeating sends the same deposit, which is booked once however often it is sent. Giving it up makes sure that nothing is booked from now on.</source>
            <translation>Возможно, пополнение уже проведено или ещё будет: это проверится, как только ответит шлюз. Повтор отправит то же пополнение; сколько бы раз его ни отправляли, оно проводится один раз. Аннулирование гарантирует, что с этого момента ничего проведено не будет.</translation>
        </message>
        <message>
            <source>to {name} #{id}</source>
            <translation>получатель: {name} #{id}</translation>
        </message>
        <message>
            <source>Amount the customer pays, {currency}</source>
            <translation>Сумма, которую платит клиент, {currency}</translation>
        </message>
        <message>
            <source>Uses up the key: a request that arrives later books nothing.</source>
            <translation>Расходует ключ: запрос, который придёт позже, ничего не проведёт.</translation>
        </message>
        <message>
            <source>Test deposit</source>
            <translation>Тестовое пополнение</translation>
        </message>
        <message>
            <source>Amount {figure}</source>
            <translation>Сумма {figure}</translation>
        </message>
        <message>
            <source>Customer pays</source>
            <translation>Клиент платит</translation>
        </message>
        <message>
            <source>Fee, added to the credit</source>
            <translation>Комиссия, прибавляется к зачислению</translation>
        </message>
        <message>
            <source>Credited</source>
            <translation>Зачисляется</translation>
        </message>
        <message>
            <source>Balance now {money}. It moves on screen when the commit arrives.</source>
            <translation>Баланс сейчас: {money}. На экране он изменится, когда придёт коммит.</translation>
        </message>
        <message>
            <source>An amount is needed.</source>
            <translation>Укажите сумму.</translation>
        </message>
        <message>
            <source>This is not an amount with at most two decimals.</source>
            <translation>Это не сумма с двумя знаками после запятой или меньше.</translation>
        </message>
        <message>
            <source>The amount must be above zero.</source>
            <translation>Сумма должна быть больше нуля.</translation>
        </message>
        <message>
            <source>{method} takes {limit} or more.</source>
            <translation>{method}: не меньше {limit}.</translation>
        </message>
        <message>
            <source>{method} takes {limit} or less.</source>
            <translation>{method}: не больше {limit}.</translation>
        </message>
        <message>
            <source>The balance would exceed what the marketplace can store.</source>
            <translation>Баланс превысил бы то, что маркетплейс может сохранить.</translation>
        </message>
        <message>
            <source>Repeat the same deposit</source>
            <translation>Повторить то же пополнение</translation>
        </message>
        <message>
            <source>Deposit {money} to {name} #{id}</source>
            <translation>Пополнить на {money}: {name} #{id}</translation>
        </message>
        <message>
            <source>Deposit to {name} #{id}</source>
            <translation>Пополнить: {name} #{id}</translation>
        </message>
    </context>
    <context>
        <name>DepositListWiring</name>
        <message>
            <source>Nothing was booked so far; a request may still be under way.</source>
            <translation>Пока ничего не проведено; запрос ещё может быть в пути.</translation>
        </message>
        <message>
            <source>Still not known. {why}</source>
            <translation>По-прежнему неизвестно. {why}</translation>
        </message>
        <message>
            <source>{money} taken back from {name} #{user}: transaction {id}.</source>
            <translation>{money} сторнировано: {name} #{user}, транзакция {id}.</translation>
        </message>
    </context>
    <context>
        <name>DepositWiring</name>
        <message>
            <source>The journal of deposits cannot be read: {reason}.</source>
            <translation>Журнал пополнений не читается: {reason}.</translation>
        </message>
        <message>
            <source>It could not be written down first: {reason}.</source>
            <translation>Не удалось сделать запись в журнале: {reason}.</translation>
        </message>
        <message>
            <source>Whether {what} was booked is not known.</source>
            <translation>Неизвестно, проведено ли: {what}.</translation>
        </message>
        <message numerus="yes">
            <source>Of {count} test deposits it is not known whether they were booked.</source>
            <translation>
                <numerusform>О {count} тестовом пополнении неизвестно, проведено ли оно.</numerusform>
                <numerusform>О {count} тестовых пополнениях неизвестно, проведены ли они.</numerusform>
                <numerusform>О {count} тестовых пополнениях неизвестно, проведены ли они.</numerusform>
            </translation>
        </message>
        <message>
            <source>Show them</source>
            <translation>Показать</translation>
        </message>
        <message>
            <source>{money} credited to {name} #{user}: transaction {id}.</source>
            <translation>{money} зачислено: {name} #{user}, транзакция {id}.</translation>
        </message>
        <message>
            <source>It was given up.</source>
            <translation>Пополнение аннулировано.</translation>
        </message>
        <message>
            <source>{what}: certainly not booked. {why}</source>
            <translation>{what}: точно не проведено. {why}</translation>
        </message>
    </context>
    <context>
        <name>DepositsView</name>
        <message>
            <source>Mine</source>
            <translation>Мои</translation>
        </message>
        <message>
            <source>Everybody's</source>
            <translation>Все</translation>
        </message>
        <message>
            <source>Take it back…</source>
            <translation>Сторнировать…</translation>
        </message>
        <message>
            <source>Find out</source>
            <translation>Выяснить</translation>
        </message>
        <message>
            <source>Give it up</source>
            <translation>Аннулировать</translation>
        </message>
        <message>
            <source>Send it again</source>
            <translation>Отправить снова</translation>
        </message>
        <message>
            <source>No test deposits. Open a user and press “Test deposit…” (Ctrl+D).</source>
            <translation>Тестовых пополнений нет. Откройте пользователя и нажмите «Тестовое пополнение…» (Ctrl+D).</translation>
        </message>
        <message>
            <source>{money} to {name}: one row or none; its key decides.</source>
            <translation>{money}, {name}: одна строка или ни одной; решает ключ.</translation>
        </message>
    </context>
    <context>
        <name>EnvironmentChip</name>
        <message>
            <source>Environment {name}</source>
            <translation>Среда: {name}</translation>
        </message>
    </context>
    <context>
        <name>EvidenceDialog</name>
        <message>
            <source>Not made.</source>
            <translation>Не создано.</translation>
        </message>
        <message>
            <source>Nothing was saved.</source>
            <translation>Ничего не сохранено.</translation>
        </message>
        <message>
            <source>{path}
{size} bytes, signed. The key's fingerprint: {fingerprint}</source>
            <translation>{path}
{size} Б, подписано. Отпечаток ключа: {fingerprint}</translation>
        </message>
        <message>
            <source>Saved.</source>
            <translation>Сохранено.</translation>
        </message>
        <message>
            <source>Copy fingerprint</source>
            <translation>Копировать отпечаток</translation>
        </message>
        <message>
            <source>Save evidence on {name} #{id}…</source>
            <translation>Сохранить доказательства: {name} #{id}…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Making it…</source>
            <translation>Создаётся…</translation>
        </message>
        <message numerus="yes">
            <source>{count} characters too many.</source>
            <translation>
                <numerusform>Лишних символов: {count}.</numerusform>
                <numerusform>Лишних символов: {count}.</numerusform>
                <numerusform>Лишних символов: {count}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Who gets it, and what for</source>
            <translation>Кому и для чего</translation>
        </message>
        <message>
            <source>As they wrote or said it</source>
            <translation>Как написал или сказал клиент</translation>
        </message>
        <message>
            <source>With what Why? was told: {claim}</source>
            <translation>Указано в «Почему?»: {claim}</translation>
        </message>
        <message>
            <source>Why? was told nothing of what the customer says.</source>
            <translation>В «Почему?» слова клиента не указаны.</translation>
        </message>
        <message>
            <source>The customer's words (optional)</source>
            <translation>Слова клиента (необязательно)</translation>
        </message>
        <message>
            <source>on {name} #{id}: verdict, rows, commits and audit in one signed file</source>
            <translation>{name} #{id}: вердикт, строки, коммиты и аудит в одном подписанном файле</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>Доказательства</translation>
        </message>
        <message>
            <source>Personal data</source>
            <translation>Личные данные</translation>
        </message>
        <message>
            <source>Page in</source>
            <translation>Язык страницы</translation>
        </message>
        <message>
            <source>Language of the page</source>
            <translation>Язык страницы</translation>
        </message>
    </context>
    <context>
        <name>EvidenceWiring</name>
        <message>
            <source>Save evidence</source>
            <translation>Сохранить доказательства</translation>
        </message>
    </context>
    <context>
        <name>ExpectationDialog</name>
        <message>
            <source>Expect a payment</source>
            <translation>Ожидать платёж</translation>
        </message>
        <message>
            <source>Amount, {currency}</source>
            <translation>Сумма, {currency}</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>For {name} {id}. You are told when it commits; so is what only looks like it.</source>
            <translation>{name} {id}. Вы узнаете о коммите, а также о похожих платежах.</translation>
        </message>
        <message>
            <source>Day (Belgrade)</source>
            <translation>День (Белград)</translation>
        </message>
        <message>
            <source>Expect it</source>
            <translation>Ожидать</translation>
        </message>
        <message>
            <source>Expect {money} for {name}</source>
            <translation>Ожидать {money}: {name}</translation>
        </message>
        <message>
            <source>Expect {money} for {name} today</source>
            <translation>Ожидать {money} сегодня: {name}</translation>
        </message>
        <message>
            <source>An amount above zero is needed.</source>
            <translation>Нужна сумма больше нуля.</translation>
        </message>
    </context>
    <context>
        <name>ExpectationWiring</name>
        <message>
            <source>{what} arrived: transaction {id}.</source>
            <translation>{what}: пришло, транзакция {id}.</translation>
        </message>
        <message>
            <source>{what}: not it, but near: {near}.</source>
            <translation>{what}: не то, но похоже: {near}.</translation>
        </message>
    </context>
    <context>
        <name>ExportWiring</name>
        <message numerus="yes">
            <source>Export {count} transactions</source>
            <translation>
                <numerusform>Экспорт: {count} транзакция</numerusform>
                <numerusform>Экспорт: {count} транзакции</numerusform>
                <numerusform>Экспорт: {count} транзакций</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing was saved. {why}</source>
            <translation>Ничего не сохранено. {why}</translation>
        </message>
        <message numerus="yes">
            <source>{count} transactions of #{user} are in {path}.</source>
            <translation>
                <numerusform>{count} транзакция пользователя #{user} сохранена в {path}.</numerusform>
                <numerusform>{count} транзакции пользователя #{user} сохранены в {path}.</numerusform>
                <numerusform>{count} транзакций пользователя #{user} сохранено в {path}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FeedDelegate</name>
        <message>
            <source>test</source>
            <translation>тест</translation>
        </message>
        <message>
            <source>Filling…</source>
            <translation>Заполняется…</translation>
        </message>
        <message>
            <source>Fill</source>
            <translation>Заполнить</translation>
        </message>
    </context>
    <context>
        <name>FeedFilterForm</name>
        <message>
            <source>User, #id or transaction id</source>
            <translation>Имя, #ID или ID транзакции</translation>
        </message>
        <message>
            <source>All types</source>
            <translation>Все типы</translation>
        </message>
        <message>
            <source>All statuses</source>
            <translation>Все статусы</translation>
        </message>
        <message>
            <source>Real and test</source>
            <translation>Реальные и тестовые</translation>
        </message>
        <message>
            <source>Without test deposits</source>
            <translation>Без тестовых пополнений</translation>
        </message>
        <message>
            <source>Test deposits only</source>
            <translation>Только тестовые пополнения</translation>
        </message>
        <message>
            <source>Payment method</source>
            <translation>Способ оплаты</translation>
        </message>
        <message>
            <source>from</source>
            <translation>от</translation>
        </message>
        <message>
            <source>to</source>
            <translation>до</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Сбросить фильтр</translation>
        </message>
        <message>
            <source>Filter by user</source>
            <translation>Фильтр по пользователю</translation>
        </message>
        <message>
            <source>Filter by type</source>
            <translation>Фильтр по типу</translation>
        </message>
        <message>
            <source>Filter by status</source>
            <translation>Фильтр по статусу</translation>
        </message>
        <message>
            <source>Filter by payment method</source>
            <translation>Фильтр по способу оплаты</translation>
        </message>
        <message>
            <source>Filter by origin</source>
            <translation>Фильтр по происхождению</translation>
        </message>
        <message>
            <source>Amount from</source>
            <translation>Сумма от</translation>
        </message>
        <message>
            <source>Amount to</source>
            <translation>Сумма до</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Сумма</translation>
        </message>
    </context>
    <context>
        <name>FeedView</name>
        <message>
            <source>Filter</source>
            <translation>Фильтр</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Let new rows wait (Space)</source>
            <translation>Придержать новые строки (Пробел)</translation>
        </message>
        <message>
            <source>Show what waits (Space)</source>
            <translation>Показать накопившееся (Пробел)</translation>
        </message>
        <message>
            <source>Live transactions</source>
            <translation>Транзакции в реальном времени</translation>
        </message>
        <message>
            <source>Copy the amount</source>
            <translation>Копировать сумму</translation>
        </message>
        <message>
            <source>Copy the transaction's id</source>
            <translation>Копировать ID транзакции</translation>
        </message>
        <message>
            <source>Copy the user's id</source>
            <translation>Копировать ID пользователя</translation>
        </message>
        <message>
            <source>Copy the row</source>
            <translation>Копировать строку</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Онлайн</translation>
        </message>
        <message>
            <source>Not live</source>
            <translation>Не онлайн</translation>
        </message>
        <message>
            <source>{count} or more waiting</source>
            <translation>ждут {count} или больше</translation>
        </message>
        <message>
            <source>{count} waiting</source>
            <translation>ждут: {count}</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>Filtered</source>
            <translation>С фильтром</translation>
        </message>
        <message>
            <source>No transaction matches the filter.</source>
            <translation>Фильтру не отвечает ни одна транзакция.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Сбросить фильтр</translation>
        </message>
        <message>
            <source>Reading the newest transactions…</source>
            <translation>Чтение последних транзакций…</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>No transactions yet. They appear here as they commit.</source>
            <translation>Транзакций пока нет. Они появляются здесь в момент коммита.</translation>
        </message>
        <message>
            <source>test deposit</source>
            <translation>тестовое пополнение</translation>
        </message>
    </context>
    <context>
        <name>FindingsView</name>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>Находки</translation>
        </message>
        <message>
            <source>Not read: {why}</source>
            <translation>Не прочитано: {why}</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Чтение…</translation>
        </message>
        <message>
            <source>Findings: {state}</source>
            <translation>Находки: {state}</translation>
        </message>
    </context>
    <context>
        <name>FindingsWiring</name>
        <message>
            <source>There is no user {id}: this balance is nobody's.</source>
            <translation>Пользователя {id} нет: этот баланс ничей.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Показать</translation>
        </message>
    </context>
    <context>
        <name>HypothesisCard</name>
        <message>
            <source>Show the row</source>
            <translation>Показать строку</translation>
        </message>
        <message numerus="yes">
            <source>Show {count} rows</source>
            <translation>
                <numerusform>Показать {count} строку</numerusform>
                <numerusform>Показать {count} строки</numerusform>
                <numerusform>Показать {count} строк</numerusform>
            </translation>
        </message>
        <message>
            <source>Show the commit</source>
            <translation>Показать коммит</translation>
        </message>
        <message numerus="yes">
            <source>Show {count} commits</source>
            <translation>
                <numerusform>Показать {count} коммит</numerusform>
                <numerusform>Показать {count} коммита</numerusform>
                <numerusform>Показать {count} коммитов</numerusform>
            </translation>
        </message>
        <message>
            <source>Open {id}</source>
            <translation>Открыть {id}</translation>
        </message>
    </context>
    <context>
        <name>HypothesisList</name>
        <message>
            <source>What was checked</source>
            <translation>Что проверено</translation>
        </message>
        <message numerus="yes">
            <source>Hide the {count} excluded</source>
            <translation>
                <numerusform>Скрыть исключённые ({count})</numerusform>
                <numerusform>Скрыть исключённые ({count})</numerusform>
                <numerusform>Скрыть исключённые ({count})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} excluded: show them</source>
            <translation>
                <numerusform>Показать исключённые ({count})</numerusform>
                <numerusform>Показать исключённые ({count})</numerusform>
                <numerusform>Показать исключённые ({count})</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Show the watch list</source>
            <translation>Показать список наблюдения</translation>
        </message>
        <message>
            <source>Show the live feed</source>
            <translation>Показать ленту</translation>
        </message>
        <message>
            <source>Svetu Console</source>
            <translation>Svetu Console</translation>
        </message>
    </context>
    <context>
        <name>Message</name>
        <message>
            <source>Dismiss</source>
            <translation>Скрыть</translation>
        </message>
    </context>
    <context>
        <name>MethodChoice</name>
        <message>
            <source>Reading the payment methods…</source>
            <translation>Чтение способов оплаты…</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Способ</translation>
        </message>
        <message>
            <source>Limits</source>
            <translation>Лимиты</translation>
        </message>
        <message>
            <source>Fee</source>
            <translation>Комиссия</translation>
        </message>
        <message>
            <source>No method is active.</source>
            <translation>Нет ни одного активного способа.</translation>
        </message>
        <message>
            <source>No methods.</source>
            <translation>Нет способов.</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Not booked.</source>
            <translation>Не проведено.</translation>
        </message>
        <message>
            <source>{limits}, fee {fee}</source>
            <translation>{limits}, комиссия {fee}</translation>
        </message>
        <message>
            <source>not active</source>
            <translation>неактивен</translation>
        </message>
        <message>
            <source>{least} to {most}</source>
            <translation>от {least} до {most}</translation>
        </message>
        <message>
            <source>from {least}</source>
            <translation>от {least}</translation>
        </message>
        <message>
            <source>up to {most}</source>
            <translation>до {most}</translation>
        </message>
        <message>
            <source>no limits</source>
            <translation>без лимитов</translation>
        </message>
        <message>
            <source>none</source>
            <translation>нет</translation>
        </message>
    </context>
    <context>
        <name>NoticeView</name>
        <message>
            <source>Note.</source>
            <translation>К сведению.</translation>
        </message>
        <message>
            <source>Done.</source>
            <translation>Готово.</translation>
        </message>
        <message>
            <source>Attention.</source>
            <translation>Внимание.</translation>
        </message>
        <message>
            <source>Failed.</source>
            <translation>Ошибка.</translation>
        </message>
    </context>
    <context>
        <name>PaymentDialog</name>
        <message>
            <source>Repeating asks for the same: it is played once, however often it is asked for. The list of payment pages shows what became of it.</source>
            <translation>Повтор запросит то же самое: сколько бы раз его ни отправить, запускается один раз. Результат виден в списке страниц оплаты.</translation>
        </message>
        <message>
            <source>Play “{outcome}”: {money}, {name} #{id}</source>
            <translation>Запустить «{outcome}»: {money}, {name} #{id}</translation>
        </message>
        <message>
            <source>Ask for the same once more</source>
            <translation>Запросить то же ещё раз</translation>
        </message>
        <message>
            <source>This is not an amount above zero with at most two decimals.</source>
            <translation>Это не сумма больше нуля с двумя знаками после запятой или меньше.</translation>
        </message>
        <message>
            <source>From 1 to {most} seconds.</source>
            <translation>От 1 до {most} секунд.</translation>
        </message>
        <message>
            <source>as {name} #{id} would see it</source>
            <translation>глазами пользователя {name} #{id}</translation>
        </message>
        <message>
            <source>left out: {money}</source>
            <translation>не указана: {money}</translation>
        </message>
        <message>
            <source>Amount, {currency}</source>
            <translation>Сумма, {currency}</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Способ</translation>
        </message>
        <message>
            <source>Delay, seconds</source>
            <translation>Задержка, секунды</translation>
        </message>
        <message>
            <source>Payment page</source>
            <translation>Страница оплаты</translation>
        </message>
    </context>
    <context>
        <name>PaymentSearchDialog</name>
        <message>
            <source>Find a payment</source>
            <translation>Найти платёж</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Сумма</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Найти</translation>
        </message>
        <message>
            <source>An amount and a day are enough; what only comes near is listed as well.</source>
            <translation>Достаточно суммы и дня; похожее тоже попадёт в список.</translation>
        </message>
        <message>
            <source>An amount above zero is needed.</source>
            <translation>Нужна сумма больше нуля.</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Поиск…</translation>
        </message>
        <message>
            <source>Nothing like it from the day before to the day after, for anybody.</source>
            <translation>Ничего похожего ни у кого, с предыдущего дня по следующий.</translation>
        </message>
        <message>
            <source>Best match first</source>
            <translation>Сначала лучшее совпадение</translation>
        </message>
        <message>
            <source>Best match first; there are more than are shown</source>
            <translation>Сначала лучшее совпадение; показано не всё</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>The customer is {name} {id}</source>
            <translation>Клиент — {name} {id}</translation>
        </message>
        <message>
            <source>Day (Belgrade)</source>
            <translation>День (Белград)</translation>
        </message>
        <message>
            <source>Payments that may be meant</source>
            <translation>Платежи, о которых может идти речь</translation>
        </message>
    </context>
    <context>
        <name>PaymentWiring</name>
        <message>
            <source>Payment page “{outcome}” for #{user}: {state}.</source>
            <translation>Страница оплаты «{outcome}» для #{user}: {state}.</translation>
        </message>
    </context>
    <context>
        <name>PaymentsView</name>
        <message>
            <source>No payment pages. Open a user and press “Payment page…” (Ctrl+Shift+D).</source>
            <translation>Страниц оплаты нет. Откройте пользователя и нажмите «Страница оплаты…» (Ctrl+Shift+D).</translation>
        </message>
        <message>
            <source>The customer would have seen {page}</source>
            <translation>Клиент увидел бы {page}</translation>
        </message>
    </context>
    <context>
        <name>Placeholder</name>
        <message>
            <source>Failed</source>
            <translation>Ошибка</translation>
        </message>
    </context>
    <context>
        <name>ReasonFields</name>
        <message>
            <source>Reason (kept in the audit)</source>
            <translation>Причина (остаётся в аудите)</translation>
        </message>
        <message>
            <source>Ticket (optional)</source>
            <translation>Тикет (необязательно)</translation>
        </message>
        <message>
            <source>What is being tried, and why</source>
            <translation>Что проверяется и зачем</translation>
        </message>
        <message>
            <source>A reason is needed: it is kept in the audit.</source>
            <translation>Нужна причина: она остаётся в аудите.</translation>
        </message>
    </context>
    <context>
        <name>RecordTableView</name>
        <message>
            <source>Copy the row</source>
            <translation>Копировать строку</translation>
        </message>
        <message>
            <source>Copy the cell</source>
            <translation>Копировать ячейку</translation>
        </message>
    </context>
    <context>
        <name>RecordsView</name>
        <message>
            <source>Read again</source>
            <translation>Прочитать снова</translation>
        </message>
        <message>
            <source>Show older ones</source>
            <translation>Показать ещё</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Чтение…</translation>
        </message>
        <message numerus="yes">
            <source>{count} shown, there are older ones</source>
            <translation>
                <numerusform>показано: {count}, есть более старые</numerusform>
                <numerusform>показано: {count}, есть более старые</numerusform>
                <numerusform>показано: {count}, есть более старые</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} in all</source>
            <translation>
                <numerusform>всего {count}</numerusform>
                <numerusform>всего {count}</numerusform>
                <numerusform>всего {count}</numerusform>
            </translation>
        </message>
        <message>
            <source>Not read.</source>
            <translation>Не прочитано.</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>as of {time}</source>
            <translation>на {time}</translation>
        </message>
        <message>
            <source>as of {time}, may be old</source>
            <translation>на {time}, могло устареть</translation>
        </message>
        <message>
            <source>Read again (F5)</source>
            <translation>Прочитать снова (F5)</translation>
        </message>
    </context>
    <context>
        <name>RecordsWindow</name>
        <message>
            <source>Records</source>
            <translation>Записи</translation>
        </message>
        <message>
            <source>Test deposits</source>
            <translation>Тестовые пополнения</translation>
        </message>
        <message>
            <source>Payment pages</source>
            <translation>Страницы оплаты</translation>
        </message>
        <message>
            <source>Audit</source>
            <translation>Аудит</translation>
        </message>
        <message>
            <source>{page} — Svetu Console</source>
            <translation>{page} — Svetu Console</translation>
        </message>
    </context>
    <context>
        <name>ReversalDialog</name>
        <message>
            <source>Even if less is available (admin): the balance may fall below zero</source>
            <translation>Даже если доступно меньше (администратор): баланс может стать отрицательным</translation>
        </message>
        <message>
            <source>Repeating asks for the same: it is taken back once, however often it is asked for. The list shows what became of it.</source>
            <translation>Повтор запросит то же самое: сколько бы раз его ни отправить, сторнируется один раз. Результат виден в списке.</translation>
        </message>
        <message>
            <source>Take {money} back from {name} #{id}</source>
            <translation>Сторнировать {money}: {name} #{id}</translation>
        </message>
        <message>
            <source>Ask for the same once more</source>
            <translation>Запросить то же ещё раз</translation>
        </message>
        <message>
            <source>from {name} #{id}: transaction {transaction} of {time}, {reason}</source>
            <translation>{name} #{id}: транзакция {transaction} от {time}, {reason}</translation>
        </message>
        <message>
            <source>Take a test deposit back</source>
            <translation>Сторнировать тестовое пополнение</translation>
        </message>
        <message>
            <source>Was credited</source>
            <translation>Было зачислено</translation>
        </message>
        <message>
            <source>Available now</source>
            <translation>Доступно сейчас</translation>
        </message>
        <message>
            <source>Is taken back</source>
            <translation>Сторнируется</translation>
        </message>
        <message>
            <source>A new row the other way round refers to the deposit; the deposit stays as it is. The customer sees both.</source>
            <translation>Новая обратная строка ссылается на пополнение; само пополнение остаётся как есть. Клиент видит обе строки.</translation>
        </message>
    </context>
    <context>
        <name>Rights</name>
        <message>
            <source>The server says this is production: no test deposits.</source>
            <translation>Сервер сообщает, что это рабочая среда: тестовых пополнений нет.</translation>
        </message>
        <message>
            <source>Your role may look, not deposit.</source>
            <translation>Ваша роль разрешает смотреть, но не пополнять.</translation>
        </message>
    </context>
    <context>
        <name>SearchDelegate</name>
        <message>
            <source>id</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>name</source>
            <translation>имя</translation>
        </message>
        <message>
            <source>e-mail</source>
            <translation>e-mail</translation>
        </message>
        <message>
            <source>phone</source>
            <translation>телефон</translation>
        </message>
        <message>
            <source>payment session</source>
            <translation>платёжная сессия</translation>
        </message>
        <message>
            <source>transaction {id}</source>
            <translation>транзакция {id}</translation>
        </message>
    </context>
    <context>
        <name>SearchView</name>
        <message>
            <source>Look up</source>
            <translation>Поиск</translation>
        </message>
        <message>
            <source>Not searched.</source>
            <translation>Поиск не выполнен.</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>E-mail, name, phone, id, transaction, session…</source>
            <translation>E-mail, имя, телефон, ID, транзакция, сессия…</translation>
        </message>
        <message>
            <source>Look up a user</source>
            <translation>Найти пользователя</translation>
        </message>
        <message>
            <source>Users found</source>
            <translation>Найденные пользователи</translation>
        </message>
        <message>
            <source>Find payments of this amount</source>
            <translation>Найти платежи на эту сумму</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Поиск…</translation>
        </message>
        <message>
            <source>No user matches “{text}”. Try the e-mail, the phone or a transaction id.</source>
            <translation>По запросу «{text}» никто не найден. Попробуйте e-mail, телефон или ID транзакции.</translation>
        </message>
        <message>
            <source>More users match: type on to narrow it down.</source>
            <translation>Подходят и другие: введите больше, чтобы сузить поиск.</translation>
        </message>
        <message>
            <source>Looked up recently</source>
            <translation>Недавно искали</translation>
        </message>
        <message>
            <source>Find payments of {money}…</source>
            <translation>Найти платежи на {money}…</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Keys that work here</source>
            <translation>Горячие клавиши</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
    </context>
    <context>
        <name>SignInDialog</name>
        <message>
            <source>Sign in — Svetu Console</source>
            <translation>Вход — Svetu Console</translation>
        </message>
        <message>
            <source>Gateway</source>
            <translation>Шлюз</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Войти</translation>
        </message>
        <message>
            <source>Not reached.</source>
            <translation>Нет связи.</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Not remembered.</source>
            <translation>Не сохранено.</translation>
        </message>
        <message>
            <source>Svetu Console</source>
            <translation>Svetu Console</translation>
        </message>
        <message>
            <source>Which gateway?</source>
            <translation>На какой шлюз?</translation>
        </message>
        <message>
            <source>Your e-mail is needed.</source>
            <translation>Укажите e-mail.</translation>
        </message>
        <message>
            <source>Your password is needed.</source>
            <translation>Укажите пароль.</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Выполняется вход…</translation>
        </message>
    </context>
    <context>
        <name>StatusBarView</name>
        <message>
            <source>Connection in detail</source>
            <translation>Подробно о соединении</translation>
        </message>
        <message numerus="yes">
            <source>{count} events</source>
            <translation>
                <numerusform>{count} событие</numerusform>
                <numerusform>{count} события</numerusform>
                <numerusform>{count} событий</numerusform>
            </translation>
        </message>
        <message>
            <source>gaps: {count}</source>
            <translation>пропуски: {count}</translation>
        </message>
        <message>
            <source>{environment} @ {host}</source>
            <translation>{environment} @ {host}</translation>
        </message>
        <message>
            <source>{email}, {role}</source>
            <translation>{email}, {role}</translation>
        </message>
        <message>
            <source>Connection in detail (Ctrl+L)</source>
            <translation>Подробно о соединении (Ctrl+L)</translation>
        </message>
        <message>
            <source>Events seen</source>
            <translation>Получено событий</translation>
        </message>
        <message>
            <source>Gaps</source>
            <translation>Пропуски</translation>
        </message>
        <message>
            <source>Environment and operator</source>
            <translation>Среда и оператор</translation>
        </message>
        <message>
            <source>Not connected</source>
            <translation>Не подключено</translation>
        </message>
        <message>
            <source>Offline, attempt {number}</source>
            <translation>Нет связи, попытка {number}</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Онлайн</translation>
        </message>
        <message>
            <source>Catching up</source>
            <translation>Догоняет</translation>
        </message>
        <message>
            <source>Stale</source>
            <translation>Устарело</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Нет связи</translation>
        </message>
        <message>
            <source>Capture broken</source>
            <translation>Запись нарушена</translation>
        </message>
        <message>
            <source>not every change is recorded</source>
            <translation>записывается не всё</translation>
        </message>
        <message>
            <source>next try in {seconds} s</source>
            <translation>следующая попытка через {seconds} с</translation>
        </message>
        <message>
            <source>complete to {time}</source>
            <translation>полностью до {time}</translation>
        </message>
        <message>
            <source>last proof {time}, {age}</source>
            <translation>последнее подтверждение {time}, {age}</translation>
        </message>
        <message>
            <source>p50 {median} · p95 {p95} ms</source>
            <translation>p50 {median} · p95 {p95} мс</translation>
        </message>
    </context>
    <context>
        <name>StreamPopover</name>
        <message>
            <source>Commit → gateway</source>
            <translation>Коммит → шлюз</translation>
        </message>
        <message>
            <source>Gateway → socket</source>
            <translation>Шлюз → сокет</translation>
        </message>
        <message>
            <source>Socket → store</source>
            <translation>Сокет → хранилище</translation>
        </message>
        <message>
            <source>Store → painted</source>
            <translation>Хранилище → экран</translation>
        </message>
        <message>
            <source>Commit → painted</source>
            <translation>Коммит → экран</translation>
        </message>
        <message>
            <source>Events received</source>
            <translation>Получено событий</translation>
        </message>
        <message>
            <source>Duplicates ignored</source>
            <translation>Отброшено повторов</translation>
        </message>
        <message>
            <source>Frames of a newer type</source>
            <translation>Кадры более нового типа</translation>
        </message>
        <message>
            <source>Reconnects</source>
            <translation>Переподключения</translation>
        </message>
        <message>
            <source>Resumes</source>
            <translation>Возобновления</translation>
        </message>
        <message>
            <source>Resets</source>
            <translation>Сбросы</translation>
        </message>
        <message>
            <source>Healed gaps</source>
            <translation>Закрытые пропуски</translation>
        </message>
        <message>
            <source>Open gaps</source>
            <translation>Открытые пропуски</translation>
        </message>
        <message>
            <source>Comparisons with the server</source>
            <translation>Сравнения с сервером</translation>
        </message>
        <message>
            <source>Differences found</source>
            <translation>Найдено расхождений</translation>
        </message>
        <message>
            <source>The gateway's clock is not known yet.</source>
            <translation>Часы шлюза пока неизвестны.</translation>
        </message>
        <message>
            <source>The gateway's clock is {by} ahead of this one (± {error}).</source>
            <translation>Часы шлюза впереди здешних на {by} (± {error}).</translation>
        </message>
        <message>
            <source>The gateway's clock is {by} behind this one (± {error}).</source>
            <translation>Часы шлюза отстают от здешних на {by} (± {error}).</translation>
        </message>
        <message>
            <source>Connection in detail</source>
            <translation>Подробно о соединении</translation>
        </message>
        <message>
            <source>Latency of the newest commits</source>
            <translation>Задержка последних коммитов</translation>
        </message>
        <message>
            <source>Since signing in</source>
            <translation>С момента входа</translation>
        </message>
    </context>
    <context>
        <name>TimelineModel</name>
        <message>
            <source>How they belong together</source>
            <translation>Как они связаны</translation>
        </message>
    </context>
    <context>
        <name>TimelineView</name>
        <message>
            <source>Changes and transactions, paired by commit</source>
            <translation>Изменения и транзакции, связанные по коммитам</translation>
        </message>
        <message>
            <source>Copy the row</source>
            <translation>Копировать строку</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Вперёд</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>Оператор</translation>
        </message>
        <message>
            <source>Signed out</source>
            <translation>Вход не выполнен</translation>
        </message>
        <message>
            <source>Operator {name}, menu</source>
            <translation>Оператор {name}, меню</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Светлая</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Тёмная</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Как в системе</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>From the next start</source>
            <translation>Со следующего запуска</translation>
        </message>
        <message>
            <source>Keys that work here</source>
            <translation>Горячие клавиши</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Выйти</translation>
        </message>
    </context>
    <context>
        <name>TransactionFilterBar</name>
        <message>
            <source>Filter: type, status, method, id, amount…</source>
            <translation>Фильтр: тип, статус, способ, ID, сумма…</translation>
        </message>
        <message>
            <source>Filter the transactions</source>
            <translation>Фильтр транзакций</translation>
        </message>
        <message>
            <source>Ctrl+F; Esc clears</source>
            <translation>Ctrl+F; Esc очищает</translation>
        </message>
        <message>
            <source>All dates</source>
            <translation>Все даты</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Сегодня</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7 дней</translation>
        </message>
        <message>
            <source>30 days</source>
            <translation>30 дней</translation>
        </message>
        <message>
            <source>From – to</source>
            <translation>С – по</translation>
        </message>
        <message>
            <source>Range of days</source>
            <translation>Период</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>Первый день</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Последний день</translation>
        </message>
    </context>
    <context>
        <name>TransactionTableView</name>
        <message>
            <source>Transactions of the account</source>
            <translation>Транзакции счёта</translation>
        </message>
        <message>
            <source>The account as of this transaction</source>
            <translation>Счёт на момент этой транзакции</translation>
        </message>
        <message>
            <source>Copy the amount</source>
            <translation>Копировать сумму</translation>
        </message>
        <message>
            <source>Copy the id</source>
            <translation>Копировать ID</translation>
        </message>
        <message>
            <source>Copy the row</source>
            <translation>Копировать строку</translation>
        </message>
        <message>
            <source>Copy all shown rows</source>
            <translation>Копировать все показанные строки</translation>
        </message>
        <message>
            <source>Copy them as CSV</source>
            <translation>Копировать их как CSV</translation>
        </message>
        <message>
            <source>Copy the cell</source>
            <translation>Копировать ячейку</translation>
        </message>
        <message>
            <source>Export them as CSV…</source>
            <translation>Экспорт в CSV…</translation>
        </message>
    </context>
    <context>
        <name>TransactionsPanel</name>
        <message>
            <source>Unmark</source>
            <translation>Снять выделение</translation>
        </message>
        <message>
            <source>Load older</source>
            <translation>Загрузить ещё</translation>
        </message>
        <message numerus="yes">
            <source>{count} rows are marked</source>
            <translation>
                <numerusform>Выделена {count} строка</numerusform>
                <numerusform>Выделены {count} строки</numerusform>
                <numerusform>Выделено {count} строк</numerusform>
            </translation>
        </message>
        <message>
            <source>None of {known} read so far passes the filter.</source>
            <translation>Из прочитанных ({known}) фильтру не отвечает ни одна.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Сбросить фильтр</translation>
        </message>
        <message>
            <source>No transactions yet. They appear here as they commit.</source>
            <translation>Транзакций пока нет. Они появляются здесь в момент коммита.</translation>
        </message>
        <message>
            <source>{shown} of {total} shown</source>
            <translation>показано {shown} из {total}</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Чтение…</translation>
        </message>
    </context>
    <context>
        <name>TravelView</name>
        <message>
            <source>Now</source>
            <translation>Сейчас</translation>
        </message>
        <message>
            <source>Transaction before</source>
            <translation>Предыдущая транзакция</translation>
        </message>
        <message>
            <source>Transaction after</source>
            <translation>Следующая транзакция</translation>
        </message>
        <message>
            <source>Customer's screen</source>
            <translation>Экран клиента</translation>
        </message>
        <message>
            <source>There was no transaction yet.</source>
            <translation>Транзакций ещё не было.</translation>
        </message>
        <message>
            <source>Reading what was then…</source>
            <translation>Чтение того, что было тогда…</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>As it was</source>
            <translation>Как было</translation>
        </message>
        <message>
            <source>Moment (Belgrade)</source>
            <translation>Момент (Белград)</translation>
        </message>
        <message>
            <source>Belgrade's clock</source>
            <translation>Белградское время</translation>
        </message>
        <message>
            <source>Moment between the first and the last change</source>
            <translation>Момент между первым и последним изменением</translation>
        </message>
        <message>
            <source>Back to now (Esc)</source>
            <translation>Вернуться к текущему (Esc)</translation>
        </message>
        <message>
            <source>Hold this moment, and go to another one</source>
            <translation>Запомнить этот момент и перейти к другому</translation>
        </message>
        <message>
            <source>It should have said</source>
            <translation>Должен был показать</translation>
        </message>
        <message>
            <source>It could have said</source>
            <translation>Мог показать</translation>
        </message>
        <message>
            <source>Comparing</source>
            <translation>Сравнение</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Сравнить</translation>
        </message>
        <message>
            <source>Then {money}</source>
            <translation>Тогда {money}</translation>
        </message>
        <message>
            <source>Balance at that moment: {money}</source>
            <translation>Баланс на тот момент: {money}</translation>
        </message>
        <message>
            <source>frozen {amount}</source>
            <translation>заморожено {amount}</translation>
        </message>
        <message numerus="yes">
            <source>{count} transactions</source>
            <translation>
                <numerusform>{count} транзакция</numerusform>
                <numerusform>{count} транзакции</numerusform>
                <numerusform>{count} транзакций</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} pending, {amount}</source>
            <translation>в ожидании {count}, {amount}</translation>
        </message>
        <message>
            <source>nothing pending</source>
            <translation>ничего не ожидается</translation>
        </message>
        <message>
            <source>reckoned back, from before the change log</source>
            <translation>рассчитано: журнала изменений ещё не было</translation>
        </message>
        <message>
            <source>From {since} to {until}: {minor}, {new} new, {changed} changed.</source>
            <translation>С {since} по {until}: {minor}, новых {new}, изменённых {changed}.</translation>
        </message>
    </context>
    <context>
        <name>VerdictBanner</name>
        <message>
            <source>Look again</source>
            <translation>Проверить снова</translation>
        </message>
        <message>
            <source>{verdict}.</source>
            <translation>{verdict}.</translation>
        </message>
        <message>
            <source>as of {time}</source>
            <translation>на {time}</translation>
        </message>
        <message>
            <source>This is as of {time}.</source>
            <translation>По состоянию на {time}.</translation>
        </message>
        <message>
            <source>Looking again…</source>
            <translation>Проверяется снова…</translation>
        </message>
        <message>
            <source>Not checked again: {why}</source>
            <translation>Повторно не проверено: {why}</translation>
        </message>
        <message>
            <source>The account has changed since.</source>
            <translation>Счёт с тех пор изменился.</translation>
        </message>
        <message>
            <source>Not live: what came since is not known here.</source>
            <translation>Не онлайн: что пришло после, здесь неизвестно.</translation>
        </message>
    </context>
    <context>
        <name>VerdictLine</name>
        <message>
            <source>as of {time}</source>
            <translation>на {time}</translation>
        </message>
        <message>
            <source>looking again…</source>
            <translation>проверяется снова…</translation>
        </message>
        <message>
            <source>not checked again: {why}</source>
            <translation>повторно не проверено: {why}</translation>
        </message>
        <message>
            <source>the account has changed since</source>
            <translation>счёт с тех пор изменился</translation>
        </message>
        <message>
            <source>not live</source>
            <translation>не онлайн</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Проверить снова</translation>
        </message>
        <message>
            <source>Checking the balance…</source>
            <translation>Проверка баланса…</translation>
        </message>
        <message>
            <source>Not checked</source>
            <translation>Не проверено</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Not checked yet</source>
            <translation>Ещё не проверено</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Проверить</translation>
        </message>
    </context>
    <context>
        <name>WatchListModel</name>
        <message>
            <source>not live</source>
            <translation>не онлайн</translation>
        </message>
    </context>
    <context>
        <name>WatchListView</name>
        <message>
            <source>Watch</source>
            <translation>Следить</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Недавние</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Жду</translation>
        </message>
        <message>
            <source>Expect</source>
            <translation>Ожидать</translation>
        </message>
        <message>
            <source>Stop expecting</source>
            <translation>Больше не ожидать</translation>
        </message>
        <message>
            <source>Stop watching</source>
            <translation>Больше не следить</translation>
        </message>
        <message>
            <source>Watch list</source>
            <translation>Слежу</translation>
        </message>
        <message>
            <source>Watched accounts</source>
            <translation>Счета под наблюдением</translation>
        </message>
        <message>
            <source>Recent users</source>
            <translation>Недавние пользователи</translation>
        </message>
        <message>
            <source>Expected payments</source>
            <translation>Ожидаемые платежи</translation>
        </message>
        <message>
            <source>Unwatch</source>
            <translation>Снять</translation>
        </message>
        <message>
            <source>Watch {name}</source>
            <translation>Следить: {name}</translation>
        </message>
        <message>
            <source>Nobody is watched. Balances you watch stay in sight here.</source>
            <translation>Здесь остаются на виду балансы, за которыми вы следите. Пока их нет.</translation>
        </message>
    </context>
    <context>
        <name>WhyView</name>
        <message>
            <source>The change log has no commit of this user yet.</source>
            <translation>В журнале изменений ещё нет коммитов этого пользователя.</translation>
        </message>
        <message>
            <source>What was checked</source>
            <translation>Что проверено</translation>
        </message>
        <message>
            <source>Changes and transactions, paired by commit</source>
            <translation>Изменения и транзакции, связанные по коммитам</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Checking the balance…</source>
            <translation>Проверка баланса…</translation>
        </message>
        <message>
            <source>customer says: {claim}</source>
            <translation>клиент говорит: {claim}</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Скрыть</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>What does the customer say?</source>
            <translation>Что говорит клиент?</translation>
        </message>
    </context>
    <context>
        <name>WishDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Not booked.</source>
            <translation>Не проведено.</translation>
        </message>
        <message>
            <source>Not known.</source>
            <translation>Неизвестно.</translation>
        </message>
        <message>
            <source>Locked.</source>
            <translation>Заблокировано.</translation>
        </message>
        <message>
            <source>Nothing more can be sent from here. The answer is awaited.</source>
            <translation>Отсюда больше ничего нельзя отправить. Ожидается ответ.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Отправка…</translation>
        </message>
    </context>
    <context>
        <name>age</name>
        <message>
            <source>{count} d ago</source>
            <translation>{count} дн. назад</translation>
        </message>
        <message>
            <source>{count} h ago</source>
            <translation>{count} ч назад</translation>
        </message>
        <message>
            <source>{count} min ago</source>
            <translation>{count} мин назад</translation>
        </message>
        <message>
            <source>{count} s ago</source>
            <translation>{count} с назад</translation>
        </message>
        <message>
            <source>{count} ms</source>
            <translation>{count} мс</translation>
        </message>
    </context>
    <context>
        <name>amount</name>
        <message>
            <source>The marketplace stores no more than {most}.</source>
            <translation>Маркетплейс хранит не больше {most}.</translation>
        </message>
    </context>
    <context>
        <name>application</name>
        <message>
            <source>Starting a sandbox: a database, people and traffic of its own…</source>
            <translation>Запускается песочница: своя база данных, люди и движение денег…</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Выполняется вход…</translation>
        </message>
    </context>
    <context>
        <name>audit</name>
        <message>
            <source>test deposit</source>
            <translation>тестовое пополнение</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>сторно</translation>
        </message>
        <message>
            <source>deposit given up</source>
            <translation>пополнение аннулировано</translation>
        </message>
        <message>
            <source>payment page</source>
            <translation>страница оплаты</translation>
        </message>
        <message>
            <source>account opened</source>
            <translation>открыт счёт</translation>
        </message>
        <message>
            <source>export</source>
            <translation>экспорт</translation>
        </message>
        <message>
            <source>operator added</source>
            <translation>добавлен оператор</translation>
        </message>
        <message>
            <source>role changed</source>
            <translation>изменена роль</translation>
        </message>
        <message>
            <source>password changed</source>
            <translation>изменён пароль</translation>
        </message>
        <message>
            <source>operator disabled</source>
            <translation>оператор отключён</translation>
        </message>
        <message>
            <source>signed in</source>
            <translation>вход</translation>
        </message>
        <message>
            <source>sign-in refused</source>
            <translation>вход отклонён</translation>
        </message>
        <message>
            <source>signed out</source>
            <translation>выход</translation>
        </message>
        <message>
            <source>When (Belgrade)</source>
            <translation>Когда (Белград)</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Что</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Кто</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Пользователь</translation>
        </message>
        <message>
            <source>Transaction</source>
            <translation>Транзакция</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Зачем</translation>
        </message>
        <message>
            <source>Ticket</source>
            <translation>Тикет</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Откуда</translation>
        </message>
        <message>
            <source>Entry</source>
            <translation>Запись</translation>
        </message>
        <message>
            <source>Audit</source>
            <translation>Аудит</translation>
        </message>
    </context>
    <context>
        <name>claim</name>
        <message>
            <source>saw the success page</source>
            <translation>показана страница успешной оплаты</translation>
        </message>
    </context>
    <context>
        <name>commands</name>
        <message>
            <source>Find a user</source>
            <translation>Найти пользователя</translation>
        </message>
        <message>
            <source>Filter the transactions</source>
            <translation>Фильтр транзакций</translation>
        </message>
        <message>
            <source>Filter the feed</source>
            <translation>Фильтр ленты</translation>
        </message>
        <message>
            <source>Pause or resume the feed</source>
            <translation>Остановить или продолжить ленту</translation>
        </message>
        <message>
            <source>Connection in detail</source>
            <translation>Подробно о соединении</translation>
        </message>
        <message>
            <source>Test deposit</source>
            <translation>Тестовое пополнение</translation>
        </message>
        <message>
            <source>Payment page</source>
            <translation>Страница оплаты</translation>
        </message>
        <message>
            <source>Test deposits so far</source>
            <translation>Все тестовые пополнения</translation>
        </message>
        <message>
            <source>Payment pages so far</source>
            <translation>Все страницы оплаты</translation>
        </message>
        <message>
            <source>Audit</source>
            <translation>Аудит</translation>
        </message>
        <message>
            <source>Find a payment</source>
            <translation>Найти платёж</translation>
        </message>
        <message>
            <source>Why this balance?</source>
            <translation>Почему такой баланс?</translation>
        </message>
        <message>
            <source>What the customer says</source>
            <translation>Что говорит клиент</translation>
        </message>
        <message>
            <source>As of a moment</source>
            <translation>На момент времени</translation>
        </message>
        <message>
            <source>Expect a payment</source>
            <translation>Ожидать платёж</translation>
        </message>
        <message>
            <source>Evidence as one file</source>
            <translation>Доказательства одним файлом</translation>
        </message>
        <message>
            <source>Export the transactions</source>
            <translation>Экспорт транзакций</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Прочитать снова</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Вперёд</translation>
        </message>
        <message>
            <source>What the sweep found</source>
            <translation>Что нашла сверка</translation>
        </message>
        <message>
            <source>Watch the open account</source>
            <translation>Следить за открытым счётом</translation>
        </message>
        <message>
            <source>Keys that work here</source>
            <translation>Горячие клавиши</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Выйти из программы</translation>
        </message>
    </context>
    <context>
        <name>environment</name>
        <message>
            <source>production</source>
            <translation>рабочая среда</translation>
        </message>
        <message>
            <source>staging</source>
            <translation>стейджинг</translation>
        </message>
        <message>
            <source>sandbox</source>
            <translation>песочница</translation>
        </message>
    </context>
    <context>
        <name>evidence</name>
        <message>
            <source>role {role}</source>
            <translation>роль {role}</translation>
        </message>
        <message>
            <source>role {role}, {application}</source>
            <translation>роль {role}, {application}</translation>
        </message>
        <message>
            <source>{type} {id} of {amount}, {when}</source>
            <translation>{type} {id} на {amount}, {when}</translation>
        </message>
        <message>
            <source>{type} {id} of {amount} for {user}, {when}</source>
            <translation>{type} {id} на {amount}, пользователь {user}, {when}</translation>
        </message>
        <message>
            <source>Transaction</source>
            <translation>Транзакция</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>и ещё {count}</translation>
        </message>
        <message>
            <source>{when}: the balance moved by {moved} for transaction {id} of {booked} ({who})</source>
            <translation>{when}: баланс изменился на {moved} по транзакции {id} на {booked} ({who})</translation>
        </message>
        <message>
            <source>{when}: the balance moved by {moved} ({who})</source>
            <translation>{when}: баланс изменился на {moved} ({who})</translation>
        </message>
        <message>
            <source>{when}: transaction {id} of {booked} ({who})</source>
            <translation>{when}: транзакция {id} на {booked} ({who})</translation>
        </message>
        <message>
            <source>The payment page is open and due {when}.</source>
            <translation>Страница оплаты открыта, срок {when}.</translation>
        </message>
        <message>
            <source>The payment page of {when} was completed.</source>
            <translation>Страница оплаты от {when} завершена.</translation>
        </message>
        <message>
            <source>The payment page of {when} was declined.</source>
            <translation>Страница оплаты от {when} отклонена.</translation>
        </message>
        <message>
            <source>The payment page of {when} was never completed.</source>
            <translation>Страница оплаты от {when} так и не завершена.</translation>
        </message>
        <message>
            <source>There was a payment page, {when}.</source>
            <translation>Была страница оплаты, {when}.</translation>
        </message>
        <message>
            <source>The account is from {when}.</source>
            <translation>Счёт заведён {when}.</translation>
        </message>
        <message>
            <source>The change log is complete since {when}.</source>
            <translation>Журнал изменений полон с {when}.</translation>
        </message>
        <message>
            <source>The change log has holes.</source>
            <translation>В журнале изменений есть пробелы.</translation>
        </message>
        <message>
            <source>The change log is complete only since {when}.</source>
            <translation>Журнал изменений полон лишь с {when}.</translation>
        </message>
        <message>
            <source>What came before {when} is not in the change log.</source>
            <translation>Того, что было до {when}, в журнале изменений нет.</translation>
        </message>
    </context>
    <context>
        <name>evidence dialog</name>
        <message>
            <source>Shortened</source>
            <translation>Сокращённо</translation>
        </message>
        <message>
            <source>Initials and last digits, for those who know whom it is about.</source>
            <translation>Инициалы и последние цифры: для тех, кто знает, о ком речь.</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Без личных данных</translation>
        </message>
        <message>
            <source>Ids only, and nothing that anybody wrote: for everybody else.</source>
            <translation>Только ID и ничего из написанного людьми: для всех остальных.</translation>
        </message>
        <message>
            <source>As stored</source>
            <translation>Как в базе</translation>
        </message>
        <message>
            <source>Name, e-mail, phone, descriptions. Keep the file as you keep these.</source>
            <translation>Имя, e-mail, телефон, описания. Храните файл так же, как сами данные.</translation>
        </message>
    </context>
    <context>
        <name>expected</name>
        <message>
            <source>{id} is still pending</source>
            <translation>{id} ещё ожидает</translation>
        </message>
        <message>
            <source>{id} failed</source>
            <translation>{id}: не прошла</translation>
        </message>
        <message>
            <source>{id} is in {currency}</source>
            <translation>{id}: валюта {currency}</translation>
        </message>
        <message>
            <source>{id} is {money}: a factor of 100</source>
            <translation>{id}: {money}, отличие в 100 раз</translation>
        </message>
        <message>
            <source>{id} is a day off</source>
            <translation>{id}: отличается на день</translation>
        </message>
        <message>
            <source>{id} went to {user}</source>
            <translation>{id}: зачислена пользователю {user}</translation>
        </message>
        <message>
            <source>{id} is {money}</source>
            <translation>{id}: {money}</translation>
        </message>
        <message>
            <source>today</source>
            <translation>сегодня</translation>
        </message>
        <message>
            <source>arrived {time}, transaction {id}</source>
            <translation>пришло {time}, транзакция {id}</translation>
        </message>
        <message>
            <source>did not arrive</source>
            <translation>не пришло</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>пока нет</translation>
        </message>
        <message>
            <source>{money} for {name}</source>
            <translation>{money}: {name}</translation>
        </message>
    </context>
    <context>
        <name>findings</name>
        <message>
            <source>A balance without a user</source>
            <translation>Баланс без пользователя</translation>
        </message>
        <message>
            <source>Cannot tell</source>
            <translation>Неясно</translation>
        </message>
        <message>
            <source>The transactions do not add up to it</source>
            <translation>Сумма транзакций с ним не сходится</translation>
        </message>
        <message>
            <source>Differs by {drift}</source>
            <translation>Расхождение {drift}</translation>
        </message>
        <message>
            <source>found {first}, seen again {last}</source>
            <translation>найдено {first}, снова замечено {last}</translation>
        </message>
        <message>
            <source>A sweep found {who}: {why}.</source>
            <translation>Сверка нашла: {who} — {why}.</translation>
        </message>
        <message>
            <source>More in the list: {count}.</source>
            <translation>Ещё в списке: {count}.</translation>
        </message>
        <message>
            <source>{count} cannot tell</source>
            <translation>неясно: {count}</translation>
        </message>
        <message>
            <source>No findings.</source>
            <translation>Находок нет.</translation>
        </message>
        <message>
            <source>The first {shown} of {total}.</source>
            <translation>Первые {shown} из {total}.</translation>
        </message>
        <message>
            <source>No sweep is scheduled on this server.</source>
            <translation>На этом сервере сверка не назначена.</translation>
        </message>
        <message>
            <source>One is due every {minutes} min.</source>
            <translation>Она проводится раз в {minutes} мин.</translation>
        </message>
        <message>
            <source>No sweep has ended so far.</source>
            <translation>Ни одна сверка ещё не закончена.</translation>
        </message>
        <message>
            <source>No sweep so far.</source>
            <translation>Сверок ещё не было.</translation>
        </message>
        <message>
            <source>Last sweep {time}, users: {users}.</source>
            <translation>Последняя сверка {time}, пользователей: {users}.</translation>
        </message>
        <message>
            <source>Last sweep {time}, not whole, users: {users}.</source>
            <translation>Последняя сверка {time}, неполная, пользователей: {users}.</translation>
        </message>
    </context>
    <context>
        <name>gap</name>
        <message numerus="yes">
            <source>{count} rows did not fit while paused</source>
            <translation>
                <numerusform>На паузе не поместилась {count} строка</numerusform>
                <numerusform>На паузе не поместились {count} строки</numerusform>
                <numerusform>На паузе не поместилось {count} строк</numerusform>
            </translation>
        </message>
        <message>
            <source>between {since} and {until}</source>
            <translation>между {since} и {until}</translation>
        </message>
        <message>
            <source>Filled from the tables</source>
            <translation>Заполнено из таблиц</translation>
        </message>
        <message>
            <source>{since} – {until}, final states only</source>
            <translation>{since} – {until}, только конечные состояния</translation>
        </message>
        <message>
            <source>Events are missing here</source>
            <translation>Здесь не хватает событий</translation>
        </message>
        <message>
            <source>before {until}</source>
            <translation>до {until}</translation>
        </message>
    </context>
    <context>
        <name>match</name>
        <message>
            <source>{status}, not completed</source>
            <translation>{status}, не завершена</translation>
        </message>
        <message>
            <source>another day</source>
            <translation>другой день</translation>
        </message>
        <message>
            <source>with the fee on top</source>
            <translation>с добавленной комиссией</translation>
        </message>
        <message>
            <source>no deposit</source>
            <translation>не пополнение</translation>
        </message>
        <message>
            <source>another user</source>
            <translation>другой пользователь</translation>
        </message>
        <message>
            <source>2.000, as without an amount</source>
            <translation>2.000, как без указанной суммы</translation>
        </message>
        <message>
            <source>a factor of 100</source>
            <translation>отличие в 100 раз</translation>
        </message>
        <message>
            <source>in {currency}</source>
            <translation>валюта {currency}</translation>
        </message>
        <message>
            <source>exactly this</source>
            <translation>точное совпадение</translation>
        </message>
    </context>
    <context>
        <name>notices</name>
        <message>
            <source>no space is left there</source>
            <translation>там не осталось места</translation>
        </message>
        <message>
            <source>the system does not allow it</source>
            <translation>система этого не разрешает</translation>
        </message>
        <message>
            <source>nothing can be written there</source>
            <translation>туда нельзя записывать</translation>
        </message>
        <message>
            <source>there is no such folder</source>
            <translation>такой папки нет</translation>
        </message>
        <message>
            <source>that is a folder</source>
            <translation>это папка</translation>
        </message>
        <message>
            <source>the name is too long</source>
            <translation>слишком длинное имя</translation>
        </message>
        <message>
            <source>the table {table} is missing</source>
            <translation>нет таблицы {table}</translation>
        </message>
        <message>
            <source>the trigger {trigger} on {table} is missing</source>
            <translation>нет триггера {trigger} таблицы {table}</translation>
        </message>
        <message>
            <source>the trigger {trigger} on {table} is disabled</source>
            <translation>отключён триггер {trigger} таблицы {table}</translation>
        </message>
        <message>
            <source>the trigger {trigger} on {table} is not the one installed</source>
            <translation>триггер {trigger} таблицы {table} не тот, что был установлен</translation>
        </message>
        <message>
            <source>what is written straight into parts of {table} ({count}) is not seen</source>
            <translation>не видно того, что пишут прямо в части таблицы {table} ({count})</translation>
        </message>
        <message>
            <source>what a subscription writes into {table} is not seen</source>
            <translation>не видно того, что в таблицу {table} пишет подписка</translation>
        </message>
        <message>
            <source>the functions of the capture are not the ones installed</source>
            <translation>функции записи изменений не те, что были установлены</translation>
        </message>
        <message>
            <source>a change that was not written down may still be committed</source>
            <translation>изменение, которое не записано, ещё может быть зафиксировано</translation>
        </message>
        <message>
            <source>Gateway and console do not speak the same version. Update the older one.</source>
            <translation>Шлюз и консоль разных версий и не понимают друг друга. Обновите более старую часть.</translation>
        </message>
        <message>
            <source>This computer does not trust the gateway's certificate.</source>
            <translation>Этот компьютер не доверяет сертификату шлюза.</translation>
        </message>
        <message>
            <source>The gateway cannot be reached, or cannot reach its database.</source>
            <translation>Шлюз недоступен или не может подключиться к своей базе данных.</translation>
        </message>
        <message>
            <source>The session is over. Sign in again.</source>
            <translation>Сеанс окончен. Войдите снова.</translation>
        </message>
        <message>
            <source>The session is not remembered: no keyring answers, or another console uses it.</source>
            <translation>Сеанс не сохранён: связка ключей не отвечает, или её использует другая консоль.</translation>
        </message>
        <message>
            <source>There is a file {name} already. Choose another name.</source>
            <translation>Файл {name} уже есть. Выберите другое имя.</translation>
        </message>
        <message>
            <source>{name} cannot be written: {reason}.</source>
            <translation>{name} не записывается: {reason}.</translation>
        </message>
        <message>
            <source>The database does not record every change: {faults}.</source>
            <translation>База данных записывает не все изменения: {faults}.</translation>
        </message>
        <message>
            <source>What was shown differed from the server. The log has it under {reference}.</source>
            <translation>Показанное отличалось от сервера. В журнале программы: {reference}.</translation>
        </message>
        <message>
            <source>Something went wrong inside the console. The log has it under {reference}.</source>
            <translation>Внутри консоли произошла ошибка. В журнале программы: {reference}.</translation>
        </message>
    </context>
    <context>
        <name>payment page</name>
        <message>
            <source>Paid</source>
            <translation>Оплачено</translation>
        </message>
        <message>
            <source>Declined</source>
            <translation>Отклонено</translation>
        </message>
        <message>
            <source>Never finished</source>
            <translation>Не завершено</translation>
        </message>
        <message>
            <source>Paid by card form</source>
            <translation>Оплата через форму карты</translation>
        </message>
        <message>
            <source>Button pressed twice</source>
            <translation>Кнопка нажата дважды</translation>
        </message>
        <message>
            <source>Paid late</source>
            <translation>Оплачено с задержкой</translation>
        </message>
        <message>
            <source>One deposit, credited at once. The customer sees the success page.</source>
            <translation>Одно пополнение, зачисляется сразу. Клиент видит страницу успешной оплаты.</translation>
        </message>
        <message>
            <source>Nothing is credited. The customer is back on the deposit page, without a message.</source>
            <translation>Ничего не зачисляется. Клиент возвращается на страницу пополнения без всякого сообщения.</translation>
        </message>
        <message>
            <source>Nothing is credited. The customer closed the payment page.</source>
            <translation>Ничего не зачисляется. Клиент закрыл страницу оплаты.</translation>
        </message>
        <message>
            <source>Nothing is credited, yet the customer sees the success page: the marketplace's own defect behind “I paid and my balance shows 0”.</source>
            <translation>Ничего не зачисляется, но клиент видит страницу успешной оплаты: дефект самого маркетплейса, из-за которого пишут «я заплатил, а на балансе 0».</translation>
        </message>
        <message>
            <source>Two deposits: the marketplace does not notice the second click.</source>
            <translation>Два пополнения: маркетплейс не замечает второго нажатия.</translation>
        </message>
        <message>
            <source>One deposit, after the delay. Until then there is nothing.</source>
            <translation>Одно пополнение после задержки. До этого нет ничего.</translation>
        </message>
        <message>
            <source>success page, nothing credited</source>
            <translation>успех без зачисления</translation>
        </message>
        <message numerus="yes">
            <source>credited {count} times</source>
            <translation>
                <numerusform>зачислено {count} раз</numerusform>
                <numerusform>зачислено {count} раза</numerusform>
                <numerusform>зачислено {count} раз</numerusform>
            </translation>
        </message>
        <message>
            <source>open</source>
            <translation>открыта</translation>
        </message>
        <message>
            <source>credited</source>
            <translation>зачислено</translation>
        </message>
        <message>
            <source>declined</source>
            <translation>отклонено</translation>
        </message>
        <message>
            <source>never finished</source>
            <translation>не завершено</translation>
        </message>
        <message>
            <source>When (Belgrade)</source>
            <translation>Когда (Белград)</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Сессия</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Пользователь</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Сумма</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Что происходит</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>Transactions</source>
            <translation>Транзакции</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>Ticket</source>
            <translation>Тикет</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Кто</translation>
        </message>
        <message>
            <source>{figure} (left out)</source>
            <translation>{figure} (не указана)</translation>
        </message>
        <message>
            <source>open, due at {time}</source>
            <translation>открыта, срок {time}</translation>
        </message>
        <message>
            <source>Payment pages</source>
            <translation>Страницы оплаты</translation>
        </message>
    </context>
    <context>
        <name>refusals</name>
        <message>
            <source>A gateway's address looks like https://host or http://127.0.0.1:8080.</source>
            <translation>Адрес шлюза выглядит так: https://host или http://127.0.0.1:8080.</translation>
        </message>
        <message>
            <source>A gateway's address carries no name, password, query or fragment.</source>
            <translation>В адресе шлюза не бывает имени, пароля, запроса и фрагмента.</translation>
        </message>
        <message>
            <source>Without https a token may only go to this very machine.</source>
            <translation>Без https токен можно отправлять только на этот же компьютер.</translation>
        </message>
        <message>
            <source>E-mail or password is wrong, or the operator is disabled.</source>
            <translation>Неверный e-mail или пароль, либо оператор отключён.</translation>
        </message>
        <message>
            <source>Too many attempts. Wait a little, then try again.</source>
            <translation>Слишком много попыток. Подождите немного и попробуйте снова.</translation>
        </message>
        <message>
            <source>Your role does not allow this.</source>
            <translation>Ваша роль этого не разрешает.</translation>
        </message>
        <message>
            <source>This server does not take test deposits.</source>
            <translation>Этот сервер не принимает тестовых пополнений.</translation>
        </message>
        <message>
            <source>There is no user with this id.</source>
            <translation>Пользователя с таким ID нет.</translation>
        </message>
        <message>
            <source>There is no such transaction.</source>
            <translation>Такой транзакции нет.</translation>
        </message>
        <message>
            <source>Nothing was booked with this key yet; what is under way still may be.</source>
            <translation>По этому ключу пока ничего не проведено; то, что в пути, ещё может быть проведено.</translation>
        </message>
        <message>
            <source>This key was used for something else: a new wish needs a new key.</source>
            <translation>Этот ключ уже использован для другого: новому запросу нужен новый ключ.</translation>
        </message>
        <message>
            <source>This key was given up: nothing will be booked with it.</source>
            <translation>Этот ключ аннулирован: по нему ничего не будет проведено.</translation>
        </message>
        <message>
            <source>This gateway has no key to sign evidence with.</source>
            <translation>У этого шлюза нет ключа, чтобы подписать доказательства.</translation>
        </message>
        <message>
            <source>The file would be larger than 64 MiB.</source>
            <translation>Файл оказался бы больше 64 МиБ.</translation>
        </message>
        <message>
            <source>The change log cannot tell all that committed between the two.</source>
            <translation>По журналу изменений нельзя назвать все коммиты между этими двумя.</translation>
        </message>
        <message>
            <source>The amount must be above zero: from {minimum_minor} to {maximum_minor}.</source>
            <translation>Сумма должна быть больше нуля: от {minimum_minor} до {maximum_minor}.</translation>
        </message>
        <message>
            <source>The method takes from {minimum_minor} to {maximum_minor}: this is less.</source>
            <translation>Этот способ принимает от {minimum_minor} до {maximum_minor}: здесь меньше.</translation>
        </message>
        <message>
            <source>The method takes from {minimum_minor} to {maximum_minor}: this is more.</source>
            <translation>Этот способ принимает от {minimum_minor} до {maximum_minor}: здесь больше.</translation>
        </message>
        <message>
            <source>The account cannot hold that much: it has room for {room_minor}, fees included.</source>
            <translation>Столько на счёте не поместится: с учётом комиссии есть место для {room_minor}.</translation>
        </message>
        <message>
            <source>The account is kept in another currency: {allowed}.</source>
            <translation>Счёт ведётся в другой валюте: {allowed}.</translation>
        </message>
        <message>
            <source>There is no such payment method; there are: {allowed}.</source>
            <translation>Такого способа оплаты нет; есть: {allowed}.</translation>
        </message>
        <message>
            <source>The payment method is switched off; switched on: {allowed}.</source>
            <translation>Этот способ оплаты отключён; включены: {allowed}.</translation>
        </message>
        <message>
            <source>Say why: a reason is at least one letter.</source>
            <translation>Укажите причину: в ней должна быть хотя бы одна буква.</translation>
        </message>
        <message>
            <source>Only test deposits made here can be taken back.</source>
            <translation>Сторнировать можно только тестовые пополнения, сделанные здесь.</translation>
        </message>
        <message>
            <source>This deposit was taken back before.</source>
            <translation>Это пополнение уже сторнировано.</translation>
        </message>
        <message>
            <source>{available_minor} are available and {required_minor} would be taken: an administrator may force it.</source>
            <translation>Доступно {available_minor}, а сторнируется {required_minor}: сделать это может только администратор.</translation>
        </message>
        <message>
            <source>The gateway does not understand this console ({code}).</source>
            <translation>Шлюз не понимает эту консоль ({code}).</translation>
        </message>
        <message>
            <source>any amount</source>
            <translation>любой суммы</translation>
        </message>
    </context>
    <context>
        <name>role</name>
        <message>
            <source>viewer</source>
            <translation>наблюдатель</translation>
        </message>
        <message>
            <source>support</source>
            <translation>поддержка</translation>
        </message>
        <message>
            <source>admin</source>
            <translation>администратор</translation>
        </message>
    </context>
    <context>
        <name>screen</name>
        <message>
            <source>{money}, if the page was opened before the last change: it never looks again</source>
            <translation>{money}, если страница открыта до последнего изменения: заново она не смотрит</translation>
        </message>
        <message>
            <source>{money}, if the backend could not read the balance: it says 0 then</source>
            <translation>{money}, если бэкенд не смог прочитать баланс: тогда он отвечает 0</translation>
        </message>
        <message>
            <source>{amount} with another sign ({symbols}): nothing is converted</source>
            <translation>{amount} с другим символом валюты ({symbols}): ничего не пересчитывается</translation>
        </message>
        <message>
            <source>an empty history: the page never shows any</source>
            <translation>пустую историю: страница её никогда не показывает</translation>
        </message>
    </context>
    <context>
        <name>status</name>
        <message>
            <source>pending</source>
            <translation>ожидает</translation>
        </message>
        <message>
            <source>processing</source>
            <translation>в обработке</translation>
        </message>
        <message>
            <source>completed</source>
            <translation>завершена</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>не прошла</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>отменена</translation>
        </message>
    </context>
    <context>
        <name>test deposits</name>
        <message>
            <source>taken back by {id}</source>
            <translation>сторно: {id}</translation>
        </message>
        <message>
            <source>takes back {id}</source>
            <translation>сторнирует {id}</translation>
        </message>
        <message>
            <source>booked, payment page</source>
            <translation>проведено, стр. оплаты</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>неизвестно</translation>
        </message>
        <message>
            <source>booked</source>
            <translation>проведено</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>отклонено</translation>
        </message>
        <message>
            <source>given up</source>
            <translation>аннулировано</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>сторнировано</translation>
        </message>
        <message>
            <source>takes back another</source>
            <translation>сторнирует другое</translation>
        </message>
        <message>
            <source>When (Belgrade)</source>
            <translation>Когда (Белград)</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Пользователь</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Уплачено</translation>
        </message>
        <message>
            <source>Fee, added</source>
            <translation>Комиссия сверху</translation>
        </message>
        <message>
            <source>Credited</source>
            <translation>Зачислено</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>Ticket</source>
            <translation>Тикет</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Кто</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>Test deposits</source>
            <translation>Тестовые пополнения</translation>
        </message>
    </context>
    <context>
        <name>time</name>
        <message>
            <source>Belgrade</source>
            <translation>Белград</translation>
        </message>
        <message>
            <source>The marketplace's clock is {minutes} min ahead</source>
            <translation>Часы маркетплейса спешат на {minutes} мин</translation>
        </message>
        <message>
            <source>The marketplace's clock is {minutes} min behind</source>
            <translation>Часы маркетплейса отстают на {minutes} мин</translation>
        </message>
        <message>
            <source>committed at {time} by the database's clock</source>
            <translation>коммит в {time} по часам базы данных</translation>
        </message>
    </context>
    <context>
        <name>timeline</name>
        <message>
            <source>no transaction</source>
            <translation>нет транзакции</translation>
        </message>
        <message>
            <source>no money</source>
            <translation>без денег</translation>
        </message>
        <message>
            <source>same commit</source>
            <translation>один коммит</translation>
        </message>
        <message>
            <source>close in time</source>
            <translation>близко по времени</translation>
        </message>
        <message>
            <source>same amount</source>
            <translation>та же сумма</translation>
        </message>
        <message>
            <source>unpaired</source>
            <translation>без пары</translation>
        </message>
        <message>
            <source>When (Belgrade)</source>
            <translation>Когда (Белград)</translation>
        </message>
        <message>
            <source>Balance moved</source>
            <translation>Изменение баланса</translation>
        </message>
        <message>
            <source>Transactions</source>
            <translation>Транзакции</translation>
        </message>
        <message>
            <source>Written by</source>
            <translation>Кто записал</translation>
        </message>
    </context>
    <context>
        <name>transactions</name>
        <message>
            <source>When (Belgrade)</source>
            <translation>Когда (Белград)</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Тип</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Сумма</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>Баланс</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Способ</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>Replayed backwards from the stored balance; not recorded when it was booked.</source>
            <translation>Восстановлено обратным расчётом от баланса в базе; при проведении не записано.</translation>
        </message>
        <message>
            <source>{type}, transaction {id}</source>
            <translation>{type}, транзакция {id}</translation>
        </message>
    </context>
    <context>
        <name>type</name>
        <message>
            <source>Deposit</source>
            <translation>Пополнение</translation>
        </message>
        <message>
            <source>Withdrawal</source>
            <translation>Вывод</translation>
        </message>
        <message>
            <source>Payment</source>
            <translation>Платёж</translation>
        </message>
        <message>
            <source>Refund</source>
            <translation>Возврат</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Перевод</translation>
        </message>
        <message>
            <source>Sale</source>
            <translation>Продажа</translation>
        </message>
        <message>
            <source>Purchase</source>
            <translation>Покупка</translation>
        </message>
        <message>
            <source>Commission</source>
            <translation>Комиссия</translation>
        </message>
        <message>
            <source>Service payment</source>
            <translation>Оплата услуги</translation>
        </message>
        <message>
            <source>Escrow release</source>
            <translation>Выплата из эскроу</translation>
        </message>
        <message>
            <source>Escrow hold</source>
            <translation>Удержание в эскроу</translation>
        </message>
    </context>
    <context>
        <name>user</name>
        <message>
            <source>active</source>
            <translation>активен</translation>
        </message>
        <message>
            <source>inactive</source>
            <translation>неактивен</translation>
        </message>
        <message>
            <source>suspended</source>
            <translation>заблокирован</translation>
        </message>
    </context>
    <context>
        <name>verdict</name>
        <message>
            <source>proved by the change log</source>
            <translation>доказано журналом</translation>
        </message>
        <message>
            <source>proved by checkpoints</source>
            <translation>доказано контрольными точками</translation>
        </message>
        <message>
            <source>a hint: by amounts only</source>
            <translation>косвенно: только по суммам</translation>
        </message>
        <message>
            <source>proved</source>
            <translation>доказано</translation>
        </message>
        <message>
            <source>cannot tell</source>
            <translation>неясно</translation>
        </message>
        <message>
            <source>excluded</source>
            <translation>исключено</translation>
        </message>
        <message>
            <source>{proved} proved, {others} by amounts only</source>
            <translation>доказано {proved}, только по суммам {others}</translation>
        </message>
        <message>
            <source>The complaint: {cause}.</source>
            <translation>Жалоба: {cause}.</translation>
        </message>
        <message>
            <source>Differs by {drift}</source>
            <translation>Расхождение {drift}</translation>
        </message>
        <message>
            <source>Cannot tell</source>
            <translation>Неясно</translation>
        </message>
        <message>
            <source>Agrees: there are no transactions</source>
            <translation>Сходится: транзакций нет</translation>
        </message>
        <message numerus="yes">
            <source>Agrees with {count} of {count} transactions</source>
            <translation>
                <numerusform>Сходится с {count} из {count} транзакции</numerusform>
                <numerusform>Сходится с {count} из {count} транзакций</numerusform>
                <numerusform>Сходится с {count} из {count} транзакций</numerusform>
            </translation>
        </message>
        <message>
            <source>Stored {stored}, and the transactions add up to the same.</source>
            <translation>Баланс в базе: {stored}, сумма транзакций та же.</translation>
        </message>
        <message>
            <source>Stored {stored}, transactions add up to {replayed}.</source>
            <translation>Баланс в базе: {stored}, сумма транзакций: {replayed}.</translation>
        </message>
        <message>
            <source>Stored {stored}.</source>
            <translation>Баланс в базе: {stored}.</translation>
        </message>
        <message>
            <source>They part at {when} by {amount}: the balance did not go with transaction {id}.</source>
            <translation>Расходятся {when} на {amount}: баланс изменился не так, как транзакция {id}.</translation>
        </message>
        <message>
            <source>They part by {when}: the balance moved by {amount} without the change log.</source>
            <translation>Расходятся не позже {when}: баланс изменился на {amount} мимо журнала изменений.</translation>
        </message>
        <message>
            <source>They part at {when}: the balance fell by {amount} without a transaction.</source>
            <translation>Расходятся {when}: баланс уменьшился на {amount} без транзакции.</translation>
        </message>
        <message>
            <source>They part at {when}: the balance rose by {amount} without a transaction.</source>
            <translation>Расходятся {when}: баланс вырос на {amount} без транзакции.</translation>
        </message>
        <message>
            <source>The change log begins at {when}: what is older goes by amounts only.</source>
            <translation>Журнал изменений начинается {when}; о более раннем можно судить только по суммам.</translation>
        </message>
        <message>
            <source>Before the change log began, the transactions leave {amount} open: a hint, no alarm.</source>
            <translation>До начала журнала изменений по транзакциям не сходится {amount}: это косвенный признак, а не тревога.</translation>
        </message>
        <message>
            <source>The change log may miss changes from before {when}.</source>
            <translation>В журнале может не быть изменений, сделанных до {when}.</translation>
        </message>
        <message>
            <source>The change log has holes.</source>
            <translation>В журнале изменений есть пробелы.</translation>
        </message>
        <message>
            <source>The change log does not reach back far enough.</source>
            <translation>Журнал изменений не заходит достаточно далеко назад.</translation>
        </message>
    </context>
    <context>
        <name>why</name>
        <message>
            <source>The payment never arrived</source>
            <translation>Платёж так и не пришёл</translation>
        </message>
        <message>
            <source>The payment is still pending</source>
            <translation>Платёж ещё в ожидании</translation>
        </message>
        <message>
            <source>The payment failed</source>
            <translation>Платёж не прошёл</translation>
        </message>
        <message>
            <source>Credited to another user</source>
            <translation>Зачислено другому пользователю</translation>
        </message>
        <message>
            <source>Credited twice</source>
            <translation>Зачислено дважды</translation>
        </message>
        <message>
            <source>The fee was added to the credit</source>
            <translation>Комиссия прибавлена к зачислению</translation>
        </message>
        <message>
            <source>2.000 booked for want of an amount</source>
            <translation>Проведено 2.000, так как сумма не указана</translation>
        </message>
        <message>
            <source>The balance moved the wrong way</source>
            <translation>Баланс изменился не в ту сторону</translation>
        </message>
        <message>
            <source>An amount is off by a factor of 100</source>
            <translation>Сумма отличается в 100 раз</translation>
        </message>
        <message>
            <source>Another currency</source>
            <translation>Другая валюта</translation>
        </message>
        <message>
            <source>Credited and taken back</source>
            <translation>Зачислено и сторнировано</translation>
        </message>
        <message>
            <source>Credited and spent since</source>
            <translation>Зачислено и уже потрачено</translation>
        </message>
        <message>
            <source>Part of the balance is frozen</source>
            <translation>Часть баланса заморожена</translation>
        </message>
        <message>
            <source>The balance changed without a transaction</source>
            <translation>Баланс изменился без транзакции</translation>
        </message>
        <message>
            <source>A transaction did not move the balance</source>
            <translation>Транзакция не изменила баланс</translation>
        </message>
        <message>
            <source>A transaction was changed or deleted</source>
            <translation>Транзакцию изменили или удалили</translation>
        </message>
        <message>
            <source>A failed reading was shown as 0</source>
            <translation>Сбой чтения показан как 0</translation>
        </message>
        <message>
            <source>The marketplace cannot read the history</source>
            <translation>Маркетплейс не может прочитать историю</translation>
        </message>
        <message>
            <source>The payment method was not there</source>
            <translation>Способа оплаты не было</translation>
        </message>
        <message>
            <source>Only the web page showed something else</source>
            <translation>Только веб-страница показала другое</translation>
        </message>
        <message>
            <source>It is a test deposit</source>
            <translation>Это тестовое пополнение</translation>
        </message>
        <message>
            <source>The marketplace shows another hour</source>
            <translation>Маркетплейс показывает другой час</translation>
        </message>
        <message>
            <source>The operator's screen was behind</source>
            <translation>Экран оператора отставал</translation>
        </message>
        <message>
            <source>{rows}.</source>
            <translation>{rows}.</translation>
        </message>
        <message>
            <source>It was there. {commit}.</source>
            <translation>Он был. {commit}.</translation>
        </message>
        <message>
            <source>How much was it? With an amount this can be checked.</source>
            <translation>Сколько было уплачено? Зная сумму, это можно проверить.</translation>
        </message>
        <message>
            <source>No deposit of {said} has ever been there.</source>
            <translation>Пополнения на {said} никогда не было.</translation>
        </message>
        <message>
            <source>No deposit of {said} is there.</source>
            <translation>Пополнения на {said} нет.</translation>
        </message>
        <message>
            <source>{rows}: begun, not completed.</source>
            <translation>{rows}: начато, не завершено.</translation>
        </message>
        <message>
            <source>{rows}: “{status}” is a status that nobody knows.</source>
            <translation>{rows}: статуса «{status}» никто не знает.</translation>
        </message>
        <message>
            <source>No such payment is pending.</source>
            <translation>Такого платежа в ожидании нет.</translation>
        </message>
        <message>
            <source>{rows}: {status}.</source>
            <translation>{rows}: {status}.</translation>
        </message>
        <message>
            <source>No such payment failed or was called off.</source>
            <translation>Ни один такой платёж не сорвался и не отменён.</translation>
        </message>
        <message>
            <source>{when}: transaction {id} went to user {user} ({who}).</source>
            <translation>{when}: транзакция {id} перешла к пользователю {user} ({who}).</translation>
        </message>
        <message>
            <source>No deposit of this amount went to anybody else at that time.</source>
            <translation>Пополнений на эту сумму ни у кого другого в то время не было.</translation>
        </message>
        <message>
            <source>No transaction of this user went to another one.</source>
            <translation>Ни одна транзакция этого пользователя не ушла к другому.</translation>
        </message>
        <message>
            <source>Perhaps one of these: {rows}.</source>
            <translation>Возможно, одна из этих: {rows}.</translation>
        </message>
        <message>
            <source>The time or the session narrows it down.</source>
            <translation>Время или сессия сузят круг.</translation>
        </message>
        <message>
            <source>When was it? With a day this can be checked.</source>
            <translation>Когда это было? Зная день, это можно проверить.</translation>
        </message>
        <message>
            <source>The session is of another user: {rows}.</source>
            <translation>Сессия принадлежит другому пользователю: {rows}.</translation>
        </message>
        <message>
            <source>The session is of another user.</source>
            <translation>Сессия принадлежит другому пользователю.</translation>
        </message>
        <message>
            <source>{rows}: to this user.</source>
            <translation>{rows}: этому пользователю.</translation>
        </message>
        <message>
            <source>Equal deposits within a minute: {ids}.</source>
            <translation>Одинаковые пополнения в пределах минуты: {ids}.</translation>
        </message>
        <message>
            <source>{commit}: twice its amount.</source>
            <translation>{commit}: вдвое больше суммы.</translation>
        </message>
        <message>
            <source>{what} One payment or two, the ledger does not say.</source>
            <translation>{what} Один это платёж или два, из учёта не видно.</translation>
        </message>
        <message>
            <source>{commit}.</source>
            <translation>{commit}.</translation>
        </message>
        <message>
            <source>One payment page booked {ids}.</source>
            <translation>Одна страница оплаты провела {ids}.</translation>
        </message>
        <message>
            <source>No two equal deposits are close to each other.</source>
            <translation>Близких по времени одинаковых пополнений нет.</translation>
        </message>
        <message>
            <source>{rows}: {said} and the method's fee.</source>
            <translation>{rows}: {said} и комиссия способа оплаты.</translation>
        </message>
        <message>
            <source>{rows}: this method adds a fee; what was paid, the ledger does not say.</source>
            <translation>{rows}: этот способ прибавляет комиссию; сколько уплачено, из учёта не видно.</translation>
        </message>
        <message>
            <source>{rows}: no fee on top.</source>
            <translation>{rows}: без комиссии сверху.</translation>
        </message>
        <message>
            <source>No deposit with a fee on top.</source>
            <translation>Пополнений с комиссией сверху нет.</translation>
        </message>
        <message>
            <source>{rows}: what the backend books when a request names no amount.</source>
            <translation>{rows}: столько бэкенд проводит, когда в запросе нет суммы.</translation>
        </message>
        <message>
            <source>{rows}: asked for, or booked for want of an amount.</source>
            <translation>{rows}: запрошено, или проведено, так как суммы не было.</translation>
        </message>
        <message>
            <source>No deposit of exactly 2.000 instead of what was paid.</source>
            <translation>Пополнения ровно на 2.000 вместо уплаченного нет.</translation>
        </message>
        <message>
            <source>Every transaction moved the balance its own way.</source>
            <translation>Каждая транзакция меняла баланс в свою сторону.</translation>
        </message>
        <message>
            <source>{rows}: the customer says {said}.</source>
            <translation>{rows}: клиент говорит {said}.</translation>
        </message>
        <message>
            <source>No amount is a hundred times too large or too small.</source>
            <translation>Нет суммы, которая была бы в сто раз больше или меньше.</translation>
        </message>
        <message>
            <source>{row}: in {currency}, not in the account's currency.</source>
            <translation>{row}: в {currency}, а не в валюте счёта.</translation>
        </message>
        <message>
            <source>{when}: the account's currency became {currency} ({who}).</source>
            <translation>{when}: валютой счёта стала {currency} ({who}).</translation>
        </message>
        <message>
            <source>Account and transactions are in {currency}.</source>
            <translation>Счёт и транзакции в {currency}.</translation>
        </message>
        <message>
            <source>There is no balance row yet.</source>
            <translation>Строки баланса ещё нет.</translation>
        </message>
        <message>
            <source>Every transaction is as it was booked.</source>
            <translation>Каждая транзакция осталась такой, какой проведена.</translation>
        </message>
        <message>
            <source>Transaction {id} is not as the change log left it.</source>
            <translation>Транзакция {id} уже не такая, какой её оставил журнал изменений.</translation>
        </message>
        <message>
            <source>{when}: transaction {id} was deleted ({who}).</source>
            <translation>{when}: транзакцию {id} удалили ({who}).</translation>
        </message>
        <message>
            <source>{when}: transaction {id} was changed ({who}).</source>
            <translation>{when}: транзакцию {id} изменили ({who}).</translation>
        </message>
        <message>
            <source>{rows}; the balance did not move.</source>
            <translation>{rows}; баланс не изменился.</translation>
        </message>
        <message>
            <source>Every completed transaction moved the balance.</source>
            <translation>Каждая завершённая транзакция изменила баланс.</translation>
        </message>
        <message>
            <source>{when}: {moved} ({who}); no transaction in that commit or near it.</source>
            <translation>{when}: {moved} ({who}); ни в этом коммите, ни рядом транзакции нет.</translation>
        </message>
        <message>
            <source>Every change of the balance belongs to a transaction.</source>
            <translation>Каждому изменению баланса соответствует транзакция.</translation>
        </message>
        <message>
            <source>{when}: test deposit {id} of {amount} was taken back by transaction {other}.</source>
            <translation>{when}: тестовое пополнение {id} на {amount} сторнировано транзакцией {other}.</translation>
        </message>
        <message>
            <source>{rows}: what it takes back is not recorded.</source>
            <translation>{rows}: что именно сторнируется, не записано.</translation>
        </message>
        <message>
            <source>{when}: transaction {id} was taken back, {amount} ({who}).</source>
            <translation>{when}: транзакция {id} сторнирована, {amount} ({who}).</translation>
        </message>
        <message>
            <source>No credit was taken back.</source>
            <translation>Зачисления не сторнировались.</translation>
        </message>
        <message numerus="yes">
            <source>Since then {count} times, {amount} in all; the last {when}.</source>
            <translation>
                <numerusform>С тех пор {count} раз, всего {amount}; последний раз {when}.</numerusform>
                <numerusform>С тех пор {count} раза, всего {amount}; последний раз {when}.</numerusform>
                <numerusform>С тех пор {count} раз, всего {amount}; последний раз {when}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Since then once, {amount}, {when}.</source>
            <translation>С тех пор один раз, {amount}, {when}.</translation>
        </message>
        <message>
            <source>{rows}: not in the change log.</source>
            <translation>{rows}: в журнале изменений этого нет.</translation>
        </message>
        <message>
            <source>Nothing was spent since it came.</source>
            <translation>С момента зачисления ничего не потрачено.</translation>
        </message>
        <message>
            <source>There is no such credit that could have been spent.</source>
            <translation>Такого зачисления, которое можно было бы потратить, нет.</translation>
        </message>
        <message>
            <source>{rows}: booked here.</source>
            <translation>{rows}: проведено здесь.</translation>
        </message>
        <message>
            <source>No test deposit among them.</source>
            <translation>Тестовых пополнений среди них нет.</translation>
        </message>
        <message>
            <source>{amount} of it cannot be spent.</source>
            <translation>Из него {amount} потратить нельзя.</translation>
        </message>
        <message>
            <source>Nothing is held back.</source>
            <translation>Ничего не заморожено.</translation>
        </message>
        <message>
            <source>Transaction {ids} lacks a method or a description: the whole history fails there.</source>
            <translation>У транзакции {ids} нет способа оплаты или описания: из-за этого не читается вся история.</translation>
        </message>
        <message>
            <source>Every row can be read.</source>
            <translation>Читается каждая строка.</translation>
        </message>
        <message>
            <source>There is no method {code}: every completion fails.</source>
            <translation>Способа {code} нет: ни одно завершение не проходит.</translation>
        </message>
        <message>
            <source>{code} is inactive: every completion fails.</source>
            <translation>{code} неактивен: ни одно завершение не проходит.</translation>
        </message>
        <message>
            <source>{code} was made only on {when}.</source>
            <translation>{code} создан только {when}.</translation>
        </message>
        <message>
            <source>There is no method {code} now; whether there was one then is not recorded.</source>
            <translation>Сейчас способа {code} нет; был ли он тогда, не записано.</translation>
        </message>
        <message>
            <source>{code} is inactive now; whether it was then is not recorded.</source>
            <translation>Сейчас {code} неактивен; был ли неактивен тогда, не записано.</translation>
        </message>
        <message>
            <source>{code} is active now; whether it was then is not recorded.</source>
            <translation>Сейчас {code} активен; был ли активен тогда, не записано.</translation>
        </message>
        <message>
            <source>{code} is active.</source>
            <translation>{code} активен.</translation>
        </message>
        <message>
            <source>{code} worked at that time.</source>
            <translation>{code} в то время работал.</translation>
        </message>
        <message>
            <source>The web page does not report what it showed.</source>
            <translation>Веб-страница не сообщает, что она показала.</translation>
        </message>
        <message>
            <source>On the balance: {rows}. What the web page showed, it does not report.</source>
            <translation>На балансе: {rows}. Что показала веб-страница, она не сообщает.</translation>
        </message>
        <message>
            <source>No payment came; the success page is drawn from its address alone.</source>
            <translation>Платёж не пришёл; страница успешной оплаты рисуется по одному лишь адресу.</translation>
        </message>
        <message>
            <source>The ledger itself says what happened.</source>
            <translation>Что произошло, показывает сам учёт.</translation>
        </message>
        <message>
            <source>{rows} by the change log's clock; the marketplace shows another hour.</source>
            <translation>{rows} по часам журнала изменений; маркетплейс показывает другой час.</translation>
        </message>
        <message>
            <source>There is no transaction whose hour could be compared.</source>
            <translation>Нет транзакции, время которой можно было бы сравнить.</translation>
        </message>
        <message>
            <source>{rows}: the marketplace shows the same hour.</source>
            <translation>{rows}: маркетплейс показывает тот же час.</translation>
        </message>
        <message>
            <source>Whether the backend could read the balance, only its answer told.</source>
            <translation>Смог ли бэкенд прочитать баланс, видно было только по его ответу.</translation>
        </message>
        <message>
            <source>The balance is {amount}; a 0 on the page may have been a failed reading.</source>
            <translation>Баланс {amount}; 0 на странице мог быть сбоем чтения.</translation>
        </message>
        <message>
            <source>Since {when} the balance was {amount}: a 0 then may be a failed reading.</source>
            <translation>С {when} баланс был {amount}: 0 в это время мог быть сбоем чтения.</translation>
        </message>
        <message>
            <source>The balance really was 0.</source>
            <translation>Баланс действительно был 0.</translation>
        </message>
        <message>
            <source>It changed {when}; what a screen showed then is not recorded.</source>
            <translation>Баланс изменился {when}; что показывал экран тогда, не записано.</translation>
        </message>
        <message>
            <source>Nothing changed that a screen could have missed.</source>
            <translation>Не было изменений, которые экран мог бы пропустить.</translation>
        </message>
        <message>
            <source>{what}: what belongs to it may be missing in the change log.</source>
            <translation>{what}: то, что к этому относится, может отсутствовать в журнале изменений.</translation>
        </message>
    </context>
</TS>
