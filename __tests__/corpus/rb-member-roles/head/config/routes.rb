Rails.application.routes.draw do
  resource :profile, only: %i[show update]
  resources :members, only: %i[update]
end
